// Resampling: whole pictures to another size, and turned or slanted parts of them.
//
// resize() filters properly when it shrinks (every source pixel counts), so small model inputs do
// not alias; the two crops sample bilinearly. Coordinates are pixels, (0, 0) the top-left corner of
// the top-left pixel. Outside the source the nearest edge pixel (resize, quads) or `fill` stands
// in.
#pragma once

#include <array>

#include "image/pixels.hpp"

namespace helio::image {

struct PointPx {
  float x_px = 0;
  float y_px = 0;
};

// Maps destination to source: source.x = a * x + b * y + c, source.y = d * x + e * y + f.
struct Affine {
  float a = 1, b = 0, c = 0, d = 0, e = 1, f = 0;
  [[nodiscard]] PointPx operator()(PointPx p) const noexcept {
    return {a * p.x_px + b * p.y_px + c, d * p.x_px + e * p.y_px + f};
  }
};

// A square of `side_px` source pixels around `centre`, turned by `angle_rad` (clockwise as seen),
// shown in a destination of `out_px` pixels.
[[nodiscard]] Affine square_around(PointPx centre, float side_px, float angle_rad, int out_px);

void resize(PixelsView source, MutablePixels destination);
// Keeps the aspect ratio, centred on `grey` bars. Returns destination-to-source.
Affine letterbox(PixelsView source, MutablePixels destination, std::uint8_t grey = 0);
void crop_affine(PixelsView source, Affine const& map, MutablePixels destination,
                 std::uint8_t fill = 0);
// corners: top-left, top-right, bottom-right, bottom-left of the part, as the reader sees it.
void crop_quad(PixelsView source, std::array<PointPx, 4> const& corners, MutablePixels destination);

}  // namespace helio::image
