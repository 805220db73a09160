// Running one model on a grey picture: does it answer, and in what time.
#pragma once

#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "vision/model.hpp"

namespace helio::cli {

struct ModelTrial {
  int width_px = 0, height_px = 0;  // of the picture it was given
  std::vector<double> runs_ms;  // in the order they ran; the first, which warms up, is not in it
};

// Runs it once to warm up, then `runs` times. Free sides are given 640 px, or what the model's
// multiple makes of that. Errors: those of vision::InferRequest, and corrupt "ModelCorrupt" for an
// output that is empty or not finite.
[[nodiscard]] Result<ModelTrial> try_model(vision::Model& model, int runs, Clock const& clock);

// The middle one; of an even number the mean of the two. 0 where there is none.
[[nodiscard]] double median(std::vector<double> values);

}  // namespace helio::cli
