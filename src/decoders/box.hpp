// Box: what every box decoder returns, and the suppression they share.
//
// Coordinates are fractions of the model's input picture, origin top-left: 0..1, x0 <= x1, y0 <=
// y1.
#pragma once

#include <cstddef>
#include <vector>

namespace helio::decoders {

struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  int class_id = 0;  // row of the model's label table
  float score = 0;   // 0..1
};

[[nodiscard]] float iou(Box const& a, Box const& b) noexcept;

// Drops all but the `boxes_max` best, which come out best first; ties keep their order.
void keep_best(std::vector<Box>& boxes, std::size_t boxes_max);

struct NmsOptions {
  float iou_max = 0.45f;  // of two boxes that overlap more, the weaker goes
  int boxes_max = 300;
  bool across_classes = false;
};

// Greedy non-maximum suppression; best first. Boxes with a score that is not finite are dropped.
[[nodiscard]] std::vector<Box> suppress(std::vector<Box> boxes, NmsOptions const& options);

}  // namespace helio::decoders
