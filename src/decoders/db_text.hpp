// DB text: a map of text probability to turned boxes around the lines (Liao et al., "Real-time
// Scene Text Detection with Differentiable Binarization", AAAI 2020, section 3.5).
//
// Input    map [1, 1, height, width] or [height, width]: probabilities 0..1 that the pixel lies in
//          the shrunken core of a line.
// Output   one box per connected core, grown back by area * unclip_ratio / perimeter. Corners are
//          fractions of the model's input picture; those of text at its edge reach outside 0..1.
// Errors   unavailable "UnexpectedModelOutput" (another shape, more than 2^26 values, not numbers).
// Threads  pure function. Memory is bounded by the map's size.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.hpp"
#include "decoders/rotated_rect.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct DbTextOptions {
  float bin_threshold = 0.3f;    // a pixel above it belongs to a core, 0..1
  float box_score_min = 0.5f;    // mean probability inside the core's rectangle, 0..1
  float unclip_ratio = 1.6f;     // 0..8
  float core_side_px_min = 3;    // shorter side of a core's rectangle, pixels of the map
  std::size_t boxes_max = 1000;  // the largest cores
};

struct TextRegion {
  Quad corners;         // fractions; as RotatedRect::corners() of the map's pixels
  float score = 0;      // 0..1
  float height_px = 0;  // the box's shorter side in pixels of the map: how large the model saw it
};

// In the order of the picture's rows. Where the map is not square, corners as fractions are not at
// right angles: multiply by the picture's sides first.
[[nodiscard]] Result<std::vector<TextRegion>> decode_db_text(TensorView const& map,
                                                             DbTextOptions const& options);

}  // namespace helio::decoders
