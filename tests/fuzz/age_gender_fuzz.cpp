// Any tensors: an age that comes out lies among its bins.
#include <cstdlib>

#include "decoders/age_gender.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  std::vector<float> const gender = input.take(input.byte() % 3);
  std::vector<float> const age = input.rest();
  auto const got = decoders::decode_age_gender({{1}, age}, {{1}, gender});
  if (!got) return 0;
  auto const bins = static_cast<float>(age.size());
  if (!(got->age_years >= 0 && got->age_years <= bins)) std::abort();
  if (!(got->age_spread_years >= 0 && got->age_spread_years <= bins)) std::abort();
  if (!(got->male >= 0 && got->male <= 1)) std::abort();
  return 0;
}
