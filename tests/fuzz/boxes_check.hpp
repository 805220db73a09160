// What every box decoder promises of its boxes, whatever the tensors.
#pragma once

#include <cstdlib>
#include <vector>

#include "decoders/box.hpp"

namespace helio::fuzz {

inline void check_boxes(std::vector<decoders::Box> const& boxes, std::size_t classes,
                        std::size_t boxes_max, float score_min) {
  if (boxes.size() > boxes_max) std::abort();
  float last = 1.0f;
  for (decoders::Box const& box : boxes) {
    if (!(box.score >= score_min && box.score <= last)) std::abort();
    last = box.score;
    if (!(box.x0 >= 0 && box.x0 < box.x1 && box.x1 <= 1)) std::abort();
    if (!(box.y0 >= 0 && box.y0 < box.y1 && box.y1 <= 1)) std::abort();
    if (box.class_id < 0 || static_cast<std::size_t>(box.class_id) >= classes) std::abort();
  }
  auto const kept = decoders::suppress(boxes, {});
  if (kept.size() > boxes.size() || kept.empty() != boxes.empty()) std::abort();
}

}  // namespace helio::fuzz
