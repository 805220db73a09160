// SSD: one box and one row of class scores per anchor (Liu et al., "SSD: Single Shot MultiBox
// Detector", 2016), as TensorFlow's detection models give them before their own suppression.
//
// Input    boxes [1, N, 1, 4] or [N, 4]: ymin, xmin, ymax, xmax in fractions of the input picture;
//          scores [1, N, C] in 0..1. One anchor may speak for several classes.
// Output   boxes of all classes at `score_min` and above, clipped to the picture, not yet
// suppressed
//          (box.hpp): the caller may first merge several views. class_id is the column of scores.
// Errors   unavailable "UnexpectedModelOutput". Threads: pure.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.hpp"
#include "decoders/box.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct SsdOptions {
  std::size_t classes = 0;  // columns of scores: rows of the label table
  int background = -1;      // the column that means "nothing here"; -1: there is none
  float score_min = 0.05f;
  std::size_t boxes_max = 3000;  // the best; bounds the work of what follows
};

[[nodiscard]] Result<std::vector<Box>> decode_ssd(TensorView const& boxes, TensorView const& scores,
                                                  SsdOptions const& options);

}  // namespace helio::decoders
