#include "decoders/landmarks.hpp"

#include <algorithm>
#include <cmath>

namespace helio::decoders {
namespace {

// Pixels of the model's input. A mesh lies in or near its crop of a few hundred pixels; a point out
// here comes of a broken file, and its square would still be a finite float.
constexpr float kReachMaxPx = 16384.0f;

}  // namespace

Result<FaceMesh> decode_landmarks(TensorView const& points, TensorView const& presence) {
  if (auto ok = expect_values(points, FaceMesh::kPoints * 3, "The tensor of face points"); !ok) {
    return fail(ok);
  }
  if (auto ok = expect_values(presence, 1, "The face presence tensor"); !ok) return fail(ok);
  if (std::any_of(points.values.begin(), points.values.end(),
                  [](float value) { return std::abs(value) > kReachMaxPx; })) {
    return unexpected_output("The tensor of face points reaches far outside its picture.");
  }
  FaceMesh mesh;
  mesh.presence = 1.0f / (1.0f + std::exp(-std::clamp(presence.values[0], -80.0f, 80.0f)));
  mesh.points.reserve(FaceMesh::kPoints);
  for (std::size_t i = 0; i < FaceMesh::kPoints; ++i) {
    mesh.points.push_back(
        {points.values[3 * i], points.values[3 * i + 1], points.values[3 * i + 2]});
  }
  return mesh;
}

}  // namespace helio::decoders
