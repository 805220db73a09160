// How likely two faces are the same person's, 0..100, from their vectors.
//
// Calibration  the cosine of the vectors through a logistic curve: 80 at a cosine of 0.48, which
//              parts same and different persons best in docs/models.md, and 99 at 0.66, the median
//              of the same person; the median of different persons, 0.35, is 28; 100 for the same
//              picture. Those medians come from a small sample: the number orders pairs, and proves
//              nobody's identity.
// Threads      pure.
#pragma once

#include <optional>

#include "vision/analysis.hpp"

namespace helio::vision {

// None where a face has no vector (too small; faces.hpp), or the vectors are of different models.
[[nodiscard]] std::optional<double> face_similarity(FaceDetail const& one, FaceDetail const& other);

}  // namespace helio::vision
