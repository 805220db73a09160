#include "decoders/box.hpp"

#include <algorithm>
#include <cmath>

namespace helio::decoders {

float iou(Box const& a, Box const& b) noexcept {
  float const width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  float const height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  if (width <= 0 || height <= 0) return 0;
  float const shared = width * height;
  float const all = (a.x1 - a.x0) * (a.y1 - a.y0) + (b.x1 - b.x0) * (b.y1 - b.y0) - shared;
  return all > 0 ? shared / all : 0;
}

void keep_best(std::vector<Box>& boxes, std::size_t boxes_max) {
  std::stable_sort(boxes.begin(), boxes.end(),
                   [](Box const& a, Box const& b) { return a.score > b.score; });
  if (boxes.size() > boxes_max) boxes.resize(boxes_max);
}

std::vector<Box> suppress(std::vector<Box> boxes, NmsOptions const& options) {
  std::erase_if(boxes, [](Box const& box) {
    return !std::isfinite(box.score) || !std::isfinite(box.x0) || !std::isfinite(box.y0) ||
           !std::isfinite(box.x1) || !std::isfinite(box.y1);
  });
  keep_best(boxes, boxes.size());
  std::vector<Box> kept;
  for (Box const& box : boxes) {
    if (static_cast<int>(kept.size()) >= options.boxes_max) break;
    bool const covered = std::any_of(kept.begin(), kept.end(), [&](Box const& other) {
      return (options.across_classes || other.class_id == box.class_id) &&
             iou(other, box) > options.iou_max;
    });
    if (!covered) kept.push_back(box);
  }
  return kept;
}

}  // namespace helio::decoders
