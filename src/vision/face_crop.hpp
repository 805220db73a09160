// FaceSquare: where a face stands in the picture, upright as seen from itself.
#pragma once

#include "image/pixels.hpp"
#include "image/warp.hpp"

namespace helio::vision {

struct FaceSquare {
  image::PointPx centre;  // pixels of the picture
  float side_px = 0;
  float angle_rad = 0;  // clockwise as seen: how far the line of the eyes is turned

  [[nodiscard]] FaceSquare scaled(float factor) const noexcept {
    return {centre, side_px * factor, angle_rad};
  }
};

// Draws the square into a square destination, turned upright; black outside the picture. Squares
// much larger than the destination are shrunk by averaging first, so that nothing aliases.
void draw_face(image::PixelsView picture, FaceSquare const& square,
               image::MutablePixels destination);

}  // namespace helio::vision
