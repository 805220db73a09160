// Calibration of one score: Platt scaling (Platt, "Probabilistic outputs for support vector
// machines", 1999). How often a score s comes true is sigmoid(slope * logit(s) + offset), fitted on
// pictures with known answers; slope 1 and offset 0 leave the score alone.
#pragma once

#include <algorithm>
#include <cmath>

#include "vision/pack.hpp"

namespace helio::vision {

struct Calibration {
  double slope = 1, offset = 0;
};

// Of the manifest's parameters "calibration_slope" and "calibration_offset".
[[nodiscard]] inline Calibration calibration_of(ModelManifest const& manifest) {
  return {manifest.parameter("calibration_slope", 1), manifest.parameter("calibration_offset", 0)};
}

// `score` and result 0..1.
[[nodiscard]] inline double calibrated(double score, Calibration const& by) {
  double const s = std::clamp(score, 1e-6, 1.0 - 1e-6);
  return 1.0 / (1.0 + std::exp(-(by.slope * std::log(s / (1.0 - s)) + by.offset)));
}

}  // namespace helio::vision
