// Any tensors: a mesh that comes out has all its points, finite.
#include <cmath>
#include <cstdlib>

#include "decoders/landmarks.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  bool const cut = input.byte() == 0;
  std::vector<float> const presence = input.take(1);
  std::vector<float> points = input.rest();
  if (!cut) points.resize(decoders::FaceMesh::kPoints * 3, 1.0f);
  auto const mesh = decoders::decode_landmarks({{1}, points}, {{1}, presence});
  if (!mesh) return 0;
  if (mesh->points.size() != decoders::FaceMesh::kPoints) std::abort();
  if (!(mesh->presence >= 0 && mesh->presence <= 1)) std::abort();
  for (decoders::Point3 const& point : mesh->points) {
    if (!std::isfinite(point.x * point.x + point.y * point.y + point.z * point.z)) std::abort();
  }
  return 0;
}
