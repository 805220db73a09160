#include "decoders/ssd.hpp"

#include <algorithm>

namespace helio::decoders {

Result<std::vector<Box>> decode_ssd(TensorView const& boxes, TensorView const& scores,
                                    SsdOptions const& options) {
  std::size_t const anchors = boxes.values.size() / 4;
  if (anchors == 0 || options.classes == 0) {
    return unexpected_output("The boxes are " + shape_text(boxes) + "; N x 4 were expected.");
  }
  if (auto ok = expect_values(boxes, anchors * 4, "The box tensor"); !ok) return fail(ok);
  if (auto ok = expect_values(scores, anchors * options.classes, "The score tensor"); !ok) {
    return fail(ok);
  }
  std::vector<Box> found;
  for (std::size_t anchor = 0; anchor < anchors; ++anchor) {
    auto const row = scores.values.subspan(anchor * options.classes, options.classes);
    auto const corner = boxes.values.subspan(anchor * 4, 4);
    for (std::size_t id = 0; id < row.size(); ++id) {
      if (row[id] < options.score_min || static_cast<int>(id) == options.background) continue;
      Box const box{std::clamp(corner[1], 0.0f, 1.0f),
                    std::clamp(corner[0], 0.0f, 1.0f),
                    std::clamp(corner[3], 0.0f, 1.0f),
                    std::clamp(corner[2], 0.0f, 1.0f),
                    static_cast<int>(id),
                    std::clamp(row[id], 0.0f, 1.0f)};
      if (box.x1 > box.x0 && box.y1 > box.y0) found.push_back(box);
    }
  }
  keep_best(found, options.boxes_max);
  return found;
}

}  // namespace helio::decoders
