#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "image/warp.hpp"

namespace helio::image {
namespace {

constexpr int kChannels = 3;

// The loops over whole rows are compiled twice, for any x86-64 and for AVX2, and the loader picks.
// Its picking runs before a sanitizer is ready, so those builds have the plain version only.
#if defined(__x86_64__) && defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define HELIO_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define HELIO_WIDE_VECTORS
#endif

// Which source positions one destination position is made of, and how much of each.
struct Taps {
  struct Window {
    int first = 0;
    int count = 0;
    std::size_t weights = 0;  // index of its first weight
  };
  std::vector<Window> windows;
  std::vector<double> weights;  // those of one window add up to 1
};

// The triangle filter, widened by the scale when shrinking: the BILINEAR of Pillow. `extent` is the
// source length in source pixels, which need not be whole after average_rows().
Taps make_taps(double extent, int source_px, int destination_px) {
  Taps taps;
  taps.windows.reserve(static_cast<std::size_t>(destination_px));
  double const scale = extent / destination_px;
  double const support = std::max(scale, 1.0);
  for (int i = 0; i < destination_px; ++i) {
    double const centre = (i + 0.5) * scale;
    int const first = std::clamp(static_cast<int>(centre - support + 0.5), 0, source_px - 1);
    int const last = std::clamp(static_cast<int>(centre + support + 0.5), first + 1, source_px);
    std::size_t const start = taps.weights.size();
    double total = 0;
    for (int x = first; x < last; ++x) {
      // The floor keeps the total above zero where the extent ends inside the last source pixel.
      taps.weights.push_back(std::max(1e-9, 1.0 - std::abs((x + 0.5 - centre) / support)));
      total += taps.weights.back();
    }
    for (std::size_t k = start; k < taps.weights.size(); ++k) taps.weights[k] /= total;
    taps.windows.push_back({first, last - first, start});
  }
  return taps;
}

// The weights as whole 256ths. Rounding the running sum, not each weight, keeps the total exact, so
// that a flat colour stays itself.
std::vector<std::uint16_t> to_256ths(Taps const& taps) {
  std::vector<std::uint16_t> whole(taps.weights.size());
  for (Taps::Window const& window : taps.windows) {
    double sum = 0;
    long given = 0;
    for (std::size_t k = window.weights;
         k < window.weights + static_cast<std::size_t>(window.count); ++k) {
      sum += taps.weights[k];
      long const until = std::lround(sum * 256);
      whole[k] = static_cast<std::uint16_t>(until - given);
      given = until;
    }
  }
  return whole;
}

HELIO_WIDE_VECTORS
void add_row(std::uint8_t const* __restrict row, std::uint16_t* __restrict sums, int n) {
  for (int i = 0; i < n; ++i) sums[i] = static_cast<std::uint16_t>(sums[i] + row[i]);
}

// Two rows at a time halve the traffic on the sums.
HELIO_WIDE_VECTORS
void add_weighted_rows(std::uint8_t const* __restrict a, std::uint16_t a_weight,
                       std::uint8_t const* __restrict b, std::uint16_t b_weight,
                       std::uint16_t* __restrict sums, int n) {
  for (int i = 0; i < n; ++i) {
    sums[i] = static_cast<std::uint16_t>(sums[i] + a[i] * a_weight + b[i] * b_weight);
  }
}

HELIO_WIDE_VECTORS
void divide_row(std::uint16_t const* __restrict sums, int rows, std::uint8_t* __restrict out,
                int n) {
  // Exact for up to 16 rows: 65536 / rows rounded up errs by less than the sums can show.
  auto const share = static_cast<std::uint16_t>((65536 + rows - 1) / rows);
  auto const half = static_cast<std::uint16_t>(rows / 2);
  for (int i = 0; i < n; ++i) {
    std::uint32_t const sum = static_cast<std::uint16_t>(sums[i] + half);
    out[i] = static_cast<std::uint8_t>(sum * share >> 16U);
  }
}

HELIO_WIDE_VECTORS
void widen_row(std::uint16_t const* __restrict sums, float* __restrict out, int n) {
  for (int i = 0; i < n; ++i) out[i] = static_cast<float>(sums[i]);
}

constexpr int kRowsMax = 16;

// Averages groups of `rows` rows; the last group may be smaller.
Pixels average_rows(PixelsView source, int rows) {
  Pixels reduced(source.width_px, (source.height_px + rows - 1) / rows);
  MutablePixels const out = reduced.edit();
  int const n = source.width_px * kChannels;
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(n));
  for (int y = 0; y < out.height_px; ++y) {
    int const first = y * rows;
    int const count = std::min(rows, source.height_px - first);
    if (count == 1) {
      std::copy_n(source.row(first), n, out.row(y));
      continue;
    }
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    for (int i = 0; i < count; ++i) add_row(source.row(first + i), sums.data(), n);
    divide_row(sums.data(), count, out.row(y), n);
  }
  return reduced;
}

// Four floats in one register: a pixel and the red of its right neighbour, which is ignored. The
// compiler turns this into two instructions per tap on any x86-64.
using Four = float __attribute__((vector_size(16)));

Four load_four(float const* from) {
  Four four;
  std::memcpy(&four, from, sizeof(four));
  return four;
}

// `row` has one float more than three per pixel.
void filter_across(float const* row, Taps const& taps, std::vector<float> const& weights,
                   std::uint8_t* out) {
  for (Taps::Window const& window : taps.windows) {
    float const* from = row + std::ptrdiff_t{kChannels} * window.first;
    float const* const weight = weights.data() + window.weights;
    Four sum = {0.5F, 0.5F, 0.5F, 0.5F};
    for (int i = 0; i < window.count; ++i, from += kChannels) sum += load_four(from) * weight[i];
    out[0] = static_cast<std::uint8_t>(sum[0]);
    out[1] = static_cast<std::uint8_t>(sum[1]);
    out[2] = static_cast<std::uint8_t>(sum[2]);
    out += kChannels;
  }
}

// Columns first, in 16 bits with 8 of them fraction; then rows, in floats.
void triangle(PixelsView source, double extent_y, MutablePixels destination) {
  Taps const across = make_taps(source.width_px, source.width_px, destination.width_px);
  Taps const down = make_taps(extent_y, source.height_px, destination.height_px);
  std::vector<std::uint16_t> const down_weights = to_256ths(down);
  std::vector<float> across_weights(across.weights.size());
  std::transform(across.weights.begin(), across.weights.end(), across_weights.begin(),
                 [](double weight) { return static_cast<float>(weight / 256); });
  int const n = source.width_px * kChannels;
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(n));
  std::vector<float> row(static_cast<std::size_t>(n) + 1);
  for (int y = 0; y < destination.height_px; ++y) {
    Taps::Window const& window = down.windows[static_cast<std::size_t>(y)];
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    std::uint16_t const* const weight = down_weights.data() + window.weights;
    for (int i = 0; i < window.count; i += 2) {
      bool const pair = i + 1 < window.count;
      std::uint8_t const* const rows = source.row(window.first + i);
      add_weighted_rows(rows, weight[i], pair ? rows + source.stride_bytes : rows,
                        pair ? weight[i + 1] : std::uint16_t{0}, sums.data(), n);
    }
    widen_row(sums.data(), row.data(), n);
    filter_across(row.data(), across, across_weights, destination.row(y));
  }
}

void copy_rows(PixelsView source, MutablePixels destination) {
  for (int y = 0; y < source.height_px; ++y) {
    std::copy_n(source.row(y), std::ptrdiff_t{kChannels} * source.width_px, destination.row(y));
  }
}

}  // namespace

void resize(PixelsView source, MutablePixels destination) {
  if (source.empty() || destination.width_px <= 0 || destination.height_px <= 0) return;
  if (source.width_px == destination.width_px && source.height_px == destination.height_px) {
    copy_rows(source, destination);
    return;
  }
  // Plain averages are several times cheaper than weighted ones, and where the triangle filter
  // still shrinks by three behind them the difference cannot be seen.
  int const rows = std::min(source.height_px / (3 * destination.height_px), kRowsMax);
  if (rows < 2) {
    triangle(source, source.height_px, destination);
    return;
  }
  Pixels const reduced = average_rows(source, rows);
  triangle(reduced.view(), static_cast<double>(source.height_px) / rows, destination);
}

Affine letterbox(PixelsView source, MutablePixels destination, std::uint8_t grey) {
  if (source.empty() || destination.width_px <= 0 || destination.height_px <= 0) return {};
  double const scale = std::min(static_cast<double>(destination.width_px) / source.width_px,
                                static_cast<double>(destination.height_px) / source.height_px);
  int const width =
      std::clamp(static_cast<int>(std::lround(source.width_px * scale)), 1, destination.width_px);
  int const height =
      std::clamp(static_cast<int>(std::lround(source.height_px * scale)), 1, destination.height_px);
  int const left = (destination.width_px - width) / 2;
  int const top = (destination.height_px - height) / 2;
  for (int y = 0; y < destination.height_px; ++y) {
    std::uint8_t* const row = destination.row(y);
    if (y < top || y >= top + height) {
      std::fill_n(row, std::ptrdiff_t{kChannels} * destination.width_px, grey);
      continue;
    }
    std::fill_n(row, std::ptrdiff_t{kChannels} * left, grey);
    int const right = left + width;
    std::fill_n(row + std::ptrdiff_t{kChannels} * right,
                std::ptrdiff_t{kChannels} * (destination.width_px - right), grey);
  }
  const MutablePixels inside{destination.row(top) + std::ptrdiff_t{kChannels} * left, width, height,
                             destination.stride_bytes};
  resize(source, inside);
  auto const x_scale = static_cast<float>(source.width_px) / static_cast<float>(width);
  auto const y_scale = static_cast<float>(source.height_px) / static_cast<float>(height);
  return {x_scale, 0,       -x_scale * static_cast<float>(left),
          0,       y_scale, -y_scale * static_cast<float>(top)};
}

}  // namespace helio::image
