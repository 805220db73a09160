// Landmarks: a face mesh model's tensors to points (MediaPipe's face mesh: Kartynnik et al.,
// "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs", 2019).
//
// Input    points: 468 x (x, y, z) in pixels of the model's input, z negative towards the camera on
//          the same scale. presence: one logit, how sure a face is in the crop.
// Errors   unavailable "UnexpectedModelOutput".
#pragma once

#include <vector>

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct Point3 {
  float x = 0, y = 0, z = 0;
};

struct FaceMesh {
  static constexpr std::size_t kPoints = 468;
  std::vector<Point3> points;  // kPoints of them, pixels of the model's input
  float presence = 0;          // 0..1
};

[[nodiscard]] Result<FaceMesh> decode_landmarks(TensorView const& points,
                                                TensorView const& presence);

}  // namespace helio::decoders
