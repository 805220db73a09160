// Any tensor: a verdict that comes out is a probability.
#include <cstdlib>

#include "decoders/two_class.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  std::uint8_t const choice = input.byte();
  decoders::TwoClassOptions options;
  options.unsafe_row = choice % 2U;
  options.logits = choice >= 128;
  std::vector<float> const values = input.rest();
  auto const got = decoders::decode_two_class({{1}, values}, options);
  if (got && !(*got >= 0 && *got <= 1.0001)) std::abort();
  return 0;
}
