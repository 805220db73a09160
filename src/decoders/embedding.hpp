// Embedding: a descriptor tensor to a vector of unit length, so that the dot product of two is
// their cosine similarity, -1..1.
//
// Errors   unavailable "UnexpectedModelOutput": empty, not finite, or so near zero that it has no
//          direction. A made-up direction would match other made-up ones.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

[[nodiscard]] Result<std::vector<float>> decode_embedding(TensorView const& vector);

}  // namespace helio::decoders
