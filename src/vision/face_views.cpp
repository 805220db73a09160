#include "vision/face_views.hpp"

#include <algorithm>
#include <cmath>

namespace helio::vision {
namespace {

// All 182 close-ups of faces were found at this zoom with a score of 0.6 and more; 17 of them at 1.
constexpr float kCloseUpZoom = 0.45F;
constexpr std::size_t kTilesMax = 12;
// A tile this small is enlarged to the model's input: more detail is not there to be found.
constexpr int kTileSidePxMin = 128;
// Neighbouring tiles share at least this much: a face up to that size is whole in one of them.
constexpr float kOverlapMin = 0.2F;

// First pixels of evenly spread spans of `side` that cover 0..length.
std::vector<int> spread(int length, int side) {
  if (length <= side) return {0};
  double const step = side * (1.0 - double{kOverlapMin});
  int const gaps = static_cast<int>(std::ceil((length - side) / step));
  std::vector<int> firsts;
  for (int i = 0; i <= gaps; ++i) {
    firsts.push_back(
        static_cast<int>(std::lround(static_cast<double>(i) * (length - side) / gaps)));
  }
  return firsts;
}

}  // namespace

std::vector<FaceView> face_views(int width_px, int height_px) {
  std::vector<FaceView> views{{0, 0, width_px, height_px, 1.0F},
                              {0, 0, width_px, height_px, kCloseUpZoom}};
  int const longer = std::max(width_px, height_px);
  // The finest grid that stays under the bound; 4 x 3 tiles for the usual 4:3.
  for (double const share : {1.0 / 3, 0.4, 0.5}) {
    int const side = std::max(kTileSidePxMin, static_cast<int>(longer * share));
    if (side * 2 > longer) continue;
    auto const columns = spread(width_px, side);
    auto const rows = spread(height_px, side);
    if (columns.size() * rows.size() > kTilesMax) continue;
    for (int const y : rows) {
      for (int const x : columns) {
        views.push_back({x, y, std::min(side, width_px), std::min(side, height_px), 1.0F});
      }
    }
    break;
  }
  return views;
}

}  // namespace helio::vision
