#include "decoders/tensor.hpp"

#include <algorithm>
#include <cmath>

namespace helio::decoders {

std::string shape_text(TensorView const& tensor) {
  std::string text;
  for (std::int64_t const side : tensor.shape) {
    if (!text.empty()) text += 'x';
    text += std::to_string(side);
  }
  return text.empty() ? "nothing" : text;
}

tl::unexpected<Error> unexpected_output(std::string what) {
  return fail(Errc::unavailable, "UnexpectedModelOutput",
              std::move(what) + " Check the model's file and its manifest.");
}

Result<void> expect_values(TensorView const& tensor, std::size_t count, std::string const& what) {
  if (tensor.values.size() != count) {
    return unexpected_output(what + " is " + shape_text(tensor) + "; " + std::to_string(count) +
                             " values were expected.");
  }
  bool const finite = std::all_of(tensor.values.begin(), tensor.values.end(),
                                  [](float value) { return std::isfinite(value); });
  if (!finite) return unexpected_output(what + " holds values that are not numbers.");
  return {};
}

}  // namespace helio::decoders
