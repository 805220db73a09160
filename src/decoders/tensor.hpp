// TensorView: one output of a model, as the decoders read it. Row-major f32; does not own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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

}  // namespace helio::decoders
