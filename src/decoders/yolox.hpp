// YOLOX: three grids of predictions without anchors (Ge et al., "YOLOX: Exceeding YOLO Series in
// 2021"), as its ONNX export gives them undecoded.
//
// Input    predictions [1, N, 5 + C]; N = the cells of the strides 8, 16 and 32, in this order, row
//          by row. Each row: centre x, y relative to its cell and log width, log height, in units
//          of the stride; objectness; C class scores, both in 0..1.
// Output   boxes in fractions of the input picture with objectness x class as score, clipped to the
//          picture, not yet suppressed (box.hpp).
// Errors   unavailable "UnexpectedModelOutput". Threads: pure.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.hpp"
#include "decoders/box.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct YoloxOptions {
  int width_px = 640;  // the model's input; a multiple of 32
  int height_px = 640;
  std::size_t classes = 0;  // rows of the label table
  float score_min = 0.05f;
  std::size_t boxes_max = 3000;  // the best; bounds the work of what follows
};

[[nodiscard]] Result<std::vector<Box>> decode_yolox(TensorView const& predictions,
                                                    YoloxOptions const& options);

}  // namespace helio::decoders
