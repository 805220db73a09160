// Any tensor: a vector that comes out has unit length.
#include <cmath>
#include <cstdlib>

#include "decoders/embedding.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  std::vector<float> const values = input.rest();
  auto const unit = decoders::decode_embedding({{1}, values});
  if (!unit) return 0;
  if (unit->size() != values.size()) std::abort();
  double squares = 0;
  for (float const value : *unit) squares += static_cast<double>(value) * value;
  if (!(std::abs(squares - 1.0) < 1e-4)) std::abort();
  return 0;
}
