#include "decoders/age_gender.hpp"

#include <algorithm>
#include <cmath>

namespace helio::decoders {

Result<AgeGender> decode_age_gender(TensorView const& age, TensorView const& gender,
                                    float years_per_bin) {
  // Any number of bins will do, so the shape is its own expectation; a scalar has none.
  std::size_t const bins = age.values.size();
  if (bins < 2) return unexpected_output("The age tensor has fewer than 2 bins.");
  if (auto ok = expect_values(age, bins, "The age tensor"); !ok) return fail(ok);
  if (auto ok = expect_values(gender, 1, "The gender tensor"); !ok) return fail(ok);
  double total = 0;
  double first = 0;
  double second = 0;
  for (std::size_t i = 0; i < bins; ++i) {
    double const weight = age.values[i];
    if (weight < 0) return unexpected_output("The age tensor holds negative probabilities.");
    double const years = static_cast<double>(i) * static_cast<double>(years_per_bin);
    total += weight;
    first += weight * years;
    second += weight * years * years;
  }
  if (total <= 0) return unexpected_output("The age tensor holds no probability.");
  double const mean = first / total;
  double const variance = std::max(0.0, second / total - mean * mean);
  return AgeGender{static_cast<float>(mean), static_cast<float>(std::sqrt(variance)),
                   std::clamp(gender.values[0], 0.0f, 1.0f)};
}

}  // namespace helio::decoders
