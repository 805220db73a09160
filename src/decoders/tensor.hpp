// TensorView: one output of a model, as the decoders read it. Row-major f32; does not own.
//
// A model of the user's own may promise one thing in its manifest and give another: every decoder
// checks shapes and values before it reads, and fails with "UnexpectedModelOutput".
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace helio::decoders {

struct TensorView {
  std::vector<std::int64_t> shape;  // e.g. {1, 1917, 4}
  std::span<float const> values;    // product of shape

  // Elements once the leading dimensions of size 1 are dropped: dim(0) of {1, 1917, 4} is 1917.
  [[nodiscard]] std::int64_t dim(std::size_t index) const noexcept {
    std::size_t first = 0;
    while (first + 1 < shape.size() && shape[first] == 1) ++first;
    return first + index < shape.size() ? shape[first + index] : 1;
  }
};

// "1x1917x4", for messages; "nothing" for a tensor without a shape.
[[nodiscard]] std::string shape_text(TensorView const& tensor);

// unavailable "UnexpectedModelOutput": `what` the model gave and what was expected, one sentence.
[[nodiscard]] tl::unexpected<Error> unexpected_output(std::string what);

// That the tensor has exactly `count` values, whatever its shape, and that all are finite.
// `what` names it in the message: "The age tensor".
[[nodiscard]] Result<void> expect_values(TensorView const& tensor, std::size_t count,
                                         std::string const& what);

}  // namespace helio::decoders
