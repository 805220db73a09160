#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "image/warp.hpp"

namespace helio::image {
namespace {

constexpr int kChannels = 3;

// Which source positions one destination position is made of, and how much of each. The weights of
// one destination position add up to `unit` exactly, so that a flat colour stays itself.
struct Taps {
  struct Window {
    int first = 0;
    int count = 0;
    std::size_t weights = 0;  // index of its first weight
  };
  std::vector<Window> windows;
  std::vector<std::uint16_t> weights;
};

// The triangle filter, widened by the scale when shrinking: the BILINEAR of Pillow. `extent` is the
// source length in source pixels, which need not be whole after box_reduce().
Taps make_taps(double extent, int source_px, int destination_px, int unit) {
  Taps taps;
  taps.windows.reserve(static_cast<std::size_t>(destination_px));
  const double scale = extent / destination_px;
  const double support = std::max(scale, 1.0);
  std::vector<double> shares;
  for (int i = 0; i < destination_px; ++i) {
    const double centre = (i + 0.5) * scale;
    const int first = std::clamp(static_cast<int>(centre - support + 0.5), 0, source_px - 1);
    const int last = std::clamp(static_cast<int>(centre + support + 0.5), first + 1, source_px);
    shares.clear();
    double total = 0;
    for (int x = first; x < last; ++x) {
      shares.push_back(std::max(0.0, 1.0 - std::abs((x + 0.5 - centre) / support)));
      total += shares.back();
    }
    if (total <= 0) {
      shares.assign(shares.size(), 1.0);
      total = static_cast<double>(shares.size());
    }
    taps.windows.push_back({first, last - first, taps.weights.size()});
    // Rounding the running sum, not each weight, keeps the total exact.
    double sum = 0;
    int given = 0;
    for (const double share : shares) {
      sum += share;
      const int until = static_cast<int>(std::lround(sum / total * unit));
      taps.weights.push_back(static_cast<std::uint16_t>(until - given));
      given = until;
    }
  }
  return taps;
}

void add_row(const std::uint8_t* __restrict row, std::uint16_t* __restrict sums, int n) {
  for (int i = 0; i < n; ++i) sums[i] = static_cast<std::uint16_t>(sums[i] + row[i]);
}

void add_weighted_row(const std::uint8_t* __restrict row, std::uint16_t* __restrict sums,
                      std::uint16_t weight, int n) {
  for (int i = 0; i < n; ++i) sums[i] = static_cast<std::uint16_t>(sums[i] + row[i] * weight);
}

// Averages the sums of `rows` rows over groups of `kx` pixels; the last group may be narrower.
void average_groups(const std::uint16_t* sums, int width_px, int kx, int rows, std::uint8_t* out) {
  const auto average = [&](int x, int count, std::uint8_t* to) {
    std::uint32_t r = 0;
    std::uint32_t g = 0;
    std::uint32_t b = 0;
    std::uint16_t const* from = sums + std::ptrdiff_t{kChannels} * x;
    for (int i = 0; i < count; ++i, from += kChannels) {
      r += from[0];
      g += from[1];
      b += from[2];
    }
    float const share = 1.0F / static_cast<float>(count * rows);
    to[0] = static_cast<std::uint8_t>(static_cast<float>(r) * share + 0.5F);
    to[1] = static_cast<std::uint8_t>(static_cast<float>(g) * share + 0.5F);
    to[2] = static_cast<std::uint8_t>(static_cast<float>(b) * share + 0.5F);
  };
  for (int x = 0; x < width_px; x += kx, out += kChannels) {
    average(x, std::min(kx, width_px - x), out);
  }
}

// Shrinks by whole factors. A box filter is all that is needed while the triangle filter that
// follows still shrinks by two or more, and it is several times cheaper.
Pixels box_reduce(PixelsView source, int kx, int ky) {
  Pixels reduced((source.width_px + kx - 1) / kx, (source.height_px + ky - 1) / ky);
  const MutablePixels out = reduced.edit();
  const int n = source.width_px * kChannels;
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(n));
  for (int y = 0; y < out.height_px; ++y) {
    const int first = y * ky;
    const int rows = std::min(ky, source.height_px - first);
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    for (int i = 0; i < rows; ++i) add_row(source.row(first + i), sums.data(), n);
    average_groups(sums.data(), source.width_px, kx, rows, out.row(y));
  }
  return reduced;
}

// 8 bits of fraction survive the first pass; 14-bit weights keep the second within 32 bits.
constexpr int kVerticalUnit = 256;
constexpr int kHorizontalUnit = 1 << 14;

void write_row(const std::uint16_t* sums, const Taps& across, std::uint8_t* out) {
  constexpr std::uint32_t kHalf = 1U << 21U;
  for (const Taps::Window& window : across.windows) {
    const std::uint16_t* from = sums + std::ptrdiff_t{kChannels} * window.first;
    const std::uint16_t* weight = across.weights.data() + window.weights;
    std::uint32_t r = kHalf;
    std::uint32_t g = kHalf;
    std::uint32_t b = kHalf;
    for (int i = 0; i < window.count; ++i, from += kChannels) {
      r += std::uint32_t{from[0]} * weight[i];
      g += std::uint32_t{from[1]} * weight[i];
      b += std::uint32_t{from[2]} * weight[i];
    }
    out[0] = static_cast<std::uint8_t>(r >> 22U);
    out[1] = static_cast<std::uint8_t>(g >> 22U);
    out[2] = static_cast<std::uint8_t>(b >> 22U);
    out += kChannels;
  }
}

void triangle(PixelsView source, double extent_x, double extent_y, MutablePixels destination) {
  const Taps across = make_taps(extent_x, source.width_px, destination.width_px, kHorizontalUnit);
  const Taps down = make_taps(extent_y, source.height_px, destination.height_px, kVerticalUnit);
  const int n = source.width_px * kChannels;
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(n));
  for (int y = 0; y < destination.height_px; ++y) {
    const Taps::Window& window = down.windows[static_cast<std::size_t>(y)];
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    for (int i = 0; i < window.count; ++i) {
      std::uint16_t const weight = down.weights[window.weights + static_cast<std::size_t>(i)];
      if (weight != 0) add_weighted_row(source.row(window.first + i), sums.data(), weight, n);
    }
    write_row(sums.data(), across, destination.row(y));
  }
}

void copy_rows(PixelsView source, MutablePixels destination) {
  for (int y = 0; y < source.height_px; ++y) {
    std::copy_n(source.row(y), std::ptrdiff_t{kChannels} * source.width_px, destination.row(y));
  }
}

// 257 rows of 255 fill the 16-bit sums of box_reduce().
constexpr int kBoxMax = 256;

int box_factor(int source_px, int destination_px) {
  return std::clamp(source_px / (2 * destination_px), 1, kBoxMax);
}

}  // namespace

void resize(PixelsView source, MutablePixels destination) {
  if (source.empty() || destination.width_px <= 0 || destination.height_px <= 0) return;
  if (source.width_px == destination.width_px && source.height_px == destination.height_px) {
    copy_rows(source, destination);
    return;
  }
  const int kx = box_factor(source.width_px, destination.width_px);
  const int ky = box_factor(source.height_px, destination.height_px);
  if (kx == 1 && ky == 1) {
    triangle(source, source.width_px, source.height_px, destination);
    return;
  }
  const Pixels reduced = box_reduce(source, kx, ky);
  triangle(reduced.view(), static_cast<double>(source.width_px) / kx,
           static_cast<double>(source.height_px) / ky, destination);
}

Affine letterbox(PixelsView source, MutablePixels destination, std::uint8_t grey) {
  if (source.empty() || destination.width_px <= 0 || destination.height_px <= 0) return {};
  const double scale = std::min(static_cast<double>(destination.width_px) / source.width_px,
                                static_cast<double>(destination.height_px) / source.height_px);
  const int width =
      std::clamp(static_cast<int>(std::lround(source.width_px * scale)), 1, destination.width_px);
  const int height =
      std::clamp(static_cast<int>(std::lround(source.height_px * scale)), 1, destination.height_px);
  const int left = (destination.width_px - width) / 2;
  const int top = (destination.height_px - height) / 2;
  for (int y = 0; y < destination.height_px; ++y) {
    std::uint8_t* const row = destination.row(y);
    if (y < top || y >= top + height) {
      std::fill_n(row, std::ptrdiff_t{kChannels} * destination.width_px, grey);
      continue;
    }
    std::fill_n(row, std::ptrdiff_t{kChannels} * left, grey);
    const int right = left + width;
    std::fill_n(row + std::ptrdiff_t{kChannels} * right,
                std::ptrdiff_t{kChannels} * (destination.width_px - right), grey);
  }
  const MutablePixels inside{destination.row(top) + std::ptrdiff_t{kChannels} * left, width, height,
                             destination.stride_bytes};
  resize(source, inside);
  const auto x_scale = static_cast<float>(source.width_px) / static_cast<float>(width);
  const auto y_scale = static_cast<float>(source.height_px) / static_cast<float>(height);
  return {x_scale, 0,       -x_scale * static_cast<float>(left),
          0,       y_scale, -y_scale * static_cast<float>(top)};
}

}  // namespace helio::image
