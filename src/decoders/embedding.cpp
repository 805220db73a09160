#include "decoders/embedding.hpp"

#include <cmath>

namespace helio::decoders {
namespace {

constexpr double kLengthMin = 1e-6;  // far below any descriptor a model means

}  // namespace

Result<std::vector<float>> decode_embedding(TensorView const& vector) {
  if (vector.values.empty()) return unexpected_output("The embedding is empty.");
  if (auto ok = expect_values(vector, vector.values.size(), "The embedding"); !ok) return fail(ok);
  double squares = 0;  // in double: the square of the largest float is finite there
  for (float const value : vector.values) squares += static_cast<double>(value) * value;
  double const length = std::sqrt(squares);
  if (length < kLengthMin) return unexpected_output("The embedding is zero.");
  std::vector<float> unit;
  unit.reserve(vector.values.size());
  for (float const value : vector.values) unit.push_back(static_cast<float>(value / length));
  return unit;
}

}  // namespace helio::decoders
