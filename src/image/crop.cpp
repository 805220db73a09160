#include <algorithm>
#include <cmath>
#include <cstdint>

#include "image/warp.hpp"

namespace helio::image {
namespace {

constexpr int kChannels = 3;

struct ReplicateEdge {
  PixelsView source;
  [[nodiscard]] std::uint8_t const* at(int x, int y) const {
    return source.row(std::clamp(y, 0, source.height_px - 1)) +
           std::ptrdiff_t{kChannels} * std::clamp(x, 0, source.width_px - 1);
  }
};

struct FillOutside {
  PixelsView source;
  std::array<std::uint8_t, kChannels> fill;
  [[nodiscard]] std::uint8_t const* at(int x, int y) const {
    if (x < 0 || y < 0 || x >= source.width_px || y >= source.height_px) return fill.data();
    return source.row(y) + std::ptrdiff_t{kChannels} * x;
  }
};

// NaN, which a broken landmark may give, becomes `low`; std::clamp would pass it on.
float bounded(float value, float low, float high) {
  if (!(value > low)) return low;
  return value < high ? value : high;
}

// `p` is in corner coordinates; pixel (0, 0) has its centre at (0.5, 0.5).
template <typename Edge>
void sample(Edge const& edge, PointPx p, std::uint8_t* out) {
  // Points far outside would overflow int; nothing is seen there but the edge.
  float const x = bounded(p.x_px - 0.5F, -2.0F, static_cast<float>(edge.source.width_px) + 1);
  float const y = bounded(p.y_px - 0.5F, -2.0F, static_cast<float>(edge.source.height_px) + 1);
  auto const x0 = static_cast<int>(std::floor(x));
  auto const y0 = static_cast<int>(std::floor(y));
  auto const fx = static_cast<std::int32_t>((x - static_cast<float>(x0)) * 256.0F + 0.5F);
  auto const fy = static_cast<std::int32_t>((y - static_cast<float>(y0)) * 256.0F + 0.5F);
  std::uint8_t const* const a = edge.at(x0, y0);
  std::uint8_t const* const b = edge.at(x0 + 1, y0);
  std::uint8_t const* const c = edge.at(x0, y0 + 1);
  std::uint8_t const* const d = edge.at(x0 + 1, y0 + 1);
  for (int i = 0; i < kChannels; ++i) {
    std::int32_t const top = a[i] * (256 - fx) + b[i] * fx;
    std::int32_t const bottom = c[i] * (256 - fx) + d[i] * fx;
    out[i] = static_cast<std::uint8_t>((top * (256 - fy) + bottom * fy + (1 << 15)) >> 16);
  }
}

// Destination-to-source projective map of a rectangle onto a convex quad (Heckbert 1989, §2.2.3).
struct Projective {
  double a, b, c, d, e, f, g, h;
  [[nodiscard]] PointPx operator()(double x, double y) const {
    double const w = g * x + h * y + 1;
    if (!(std::abs(w) > 1e-9)) return {static_cast<float>(c), static_cast<float>(f)};
    return {static_cast<float>((a * x + b * y + c) / w),
            static_cast<float>((d * x + e * y + f) / w)};
  }
};

Projective unit_square_to(std::array<PointPx, 4> const& q) {
  double const dx1 = double{q[1].x_px} - q[2].x_px;
  double const dy1 = double{q[1].y_px} - q[2].y_px;
  double const dx2 = double{q[3].x_px} - q[2].x_px;
  double const dy2 = double{q[3].y_px} - q[2].y_px;
  double const sx = double{q[0].x_px} - q[1].x_px + q[2].x_px - q[3].x_px;
  double const sy = double{q[0].y_px} - q[1].y_px + q[2].y_px - q[3].y_px;
  double const det = dx1 * dy2 - dx2 * dy1;
  double g = 0;
  double h = 0;
  // A degenerate quad (no area) has no projection; the affine part is as good as any.
  if (std::abs(det) > 1e-9) {
    g = (sx * dy2 - dx2 * sy) / det;
    h = (dx1 * sy - sx * dy1) / det;
  }
  return {q[1].x_px - q[0].x_px + g * q[1].x_px,
          q[3].x_px - q[0].x_px + h * q[3].x_px,
          q[0].x_px,
          q[1].y_px - q[0].y_px + g * q[1].y_px,
          q[3].y_px - q[0].y_px + h * q[3].y_px,
          q[0].y_px,
          g,
          h};
}

}  // namespace

Affine square_around(PointPx centre, float side_px, float angle_rad, int out_px) {
  float const scale = side_px / static_cast<float>(out_px);
  float const cosine = std::cos(angle_rad) * scale;
  float const sine = std::sin(angle_rad) * scale;
  float const half = static_cast<float>(out_px) / 2;
  // y grows downwards, so the usual rotation matrix turns clockwise as seen.
  return {cosine, -sine,  centre.x_px - cosine * half + sine * half,
          sine,   cosine, centre.y_px - sine * half - cosine * half};
}

void crop_affine(PixelsView source, Affine const& map, MutablePixels destination,
                 std::uint8_t fill) {
  if (source.empty()) return;
  const FillOutside edge{source, {fill, fill, fill}};
  for (int y = 0; y < destination.height_px; ++y) {
    std::uint8_t* out = destination.row(y);
    for (int x = 0; x < destination.width_px; ++x, out += kChannels) {
      sample(edge, map({static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F}), out);
    }
  }
}

void crop_quad(PixelsView source, std::array<PointPx, 4> const& corners,
               MutablePixels destination) {
  if (source.empty()) return;
  const ReplicateEdge edge{source};
  const Projective map = unit_square_to(corners);
  for (int y = 0; y < destination.height_px; ++y) {
    std::uint8_t* out = destination.row(y);
    double const v = (y + 0.5) / destination.height_px;
    for (int x = 0; x < destination.width_px; ++x, out += kChannels) {
      sample(edge, map((x + 0.5) / destination.width_px, v), out);
    }
  }
}

}  // namespace helio::image
