#include "vision/face_crop.hpp"

#include <algorithm>
#include <cmath>

namespace helio::vision {
namespace {

// Bilinear sampling sees every pixel down to half size.
constexpr float kShrinkMax = 2.0F;

struct Span {
  int first = 0;
  int length = 0;
};

// The pixels from `low` to `high` that lie inside 0..side, as integers; empty where none do.
Span inside(float low, float high, int side) {
  auto const limit = static_cast<float>(side);
  int const first = static_cast<int>(std::floor(std::clamp(low, 0.0F, limit)));
  int const last = static_cast<int>(std::ceil(std::clamp(high, 0.0F, limit)));
  return {first, last - first};
}

}  // namespace

void draw_face(image::PixelsView picture, FaceSquare const& square,
               image::MutablePixels destination) {
  int const out_px = destination.width_px;
  float const shrink = square.side_px / static_cast<float>(out_px);
  const image::Affine map =
      image::square_around(square.centre, square.side_px, square.angle_rad, out_px);
  if (shrink <= kShrinkMax) {
    image::crop_affine(picture, map, destination);
    return;
  }
  float const reach = square.side_px / 2 *
                      (std::abs(std::cos(square.angle_rad)) + std::abs(std::sin(square.angle_rad)));
  const Span across =
      inside(square.centre.x_px - reach, square.centre.x_px + reach, picture.width_px);
  const Span down =
      inside(square.centre.y_px - reach, square.centre.y_px + reach, picture.height_px);
  if (across.length <= 0 || down.length <= 0) {  // all outside: nothing to shrink
    image::crop_affine(picture, map, destination);
    return;
  }
  auto const shrunk = [&](int length) {
    return std::max(1, static_cast<int>(std::lround(static_cast<float>(length) / shrink)));
  };
  image::Pixels small(shrunk(across.length), shrunk(down.length));
  image::resize(picture.part(across.first, down.first, across.length, down.length), small.edit());
  float const scale_x = static_cast<float>(small.width_px()) / static_cast<float>(across.length);
  float const scale_y = static_cast<float>(small.height_px()) / static_cast<float>(down.length);
  const image::Affine onto_small{
      map.a * scale_x, map.b * scale_x, (map.c - static_cast<float>(across.first)) * scale_x,
      map.d * scale_y, map.e * scale_y, (map.f - static_cast<float>(down.first)) * scale_y};
  image::crop_affine(small.view(), onto_small, destination);
}

}  // namespace helio::vision
