#include "image/orient.hpp"

#include <algorithm>

namespace helio::image {

Pixels orient(Pixels stored, int orientation) {
  if (orientation <= 1 || orientation > 8) return stored;
  const PixelsView from = stored.view();
  bool const lies = orientation >= 5;
  // Which way the upright picture's rows and columns run in the stored one.
  bool const from_right =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  bool const from_bottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Pixels upright(lies ? from.height_px : from.width_px, lies ? from.width_px : from.height_px);
  const MutablePixels to = upright.edit();
  // Tiles keep both pictures in the cache where rows become columns.
  constexpr int kTile = 32;
  for (int top = 0; top < to.height_px; top += kTile) {
    for (int left = 0; left < to.width_px; left += kTile) {
      int const bottom = std::min(top + kTile, to.height_px);
      int const right = std::min(left + kTile, to.width_px);
      for (int y = top; y < bottom; ++y) {
        std::uint8_t* out = to.row(y) + std::ptrdiff_t{3} * left;
        for (int x = left; x < right; ++x, out += 3) {
          int const across = lies ? y : x;
          int const down = lies ? x : y;
          int const sx = from_right ? from.width_px - 1 - across : across;
          int const sy = from_bottom ? from.height_px - 1 - down : down;
          std::copy_n(from.row(sy) + std::ptrdiff_t{3} * sx, 3, out);
        }
      }
    }
  }
  return upright;
}

}  // namespace helio::image
