// Age and gender: class tensors to an estimate with its spread.
//
// Input    age [1, bins]: probabilities of ages `years_per_bin` apart, from 0. gender [1, 1]: the
//          probability of "male".
// Output   the expectation over the bins, not their peak: peaks sit on the ages that training sets
//          have most of, whoever is in the picture.
// Errors   unavailable "UnexpectedModelOutput" (shape, negative or no probability at all).
#pragma once

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct AgeGender {
  float age_years = 0;         // expectation
  float age_spread_years = 0;  // standard deviation of the distribution
  float male = 0.5f;           // probability, 0..1
};

[[nodiscard]] Result<AgeGender> decode_age_gender(TensorView const& age, TensorView const& gender,
                                                  float years_per_bin = 1.0f);

}  // namespace helio::decoders
