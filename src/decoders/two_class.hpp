// Two classes: a verdict model's tensor, [safe, unsafe], to the probability of "unsafe".
//
// Input    two values: probabilities that sum to 1, or logits.
// Errors   unavailable "UnexpectedModelOutput". Threads: pure.
#pragma once

#include <cstddef>

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct TwoClassOptions {
  std::size_t unsafe_row = 1;  // which of the two values is the unsafe one: 0 or 1
  bool logits = false;
};

// 0..1
[[nodiscard]] Result<double> decode_two_class(TensorView const& probabilities,
                                              TwoClassOptions const& options = {});

}  // namespace helio::decoders
