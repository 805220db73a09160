// Any tensor: what comes out are probabilities, also after views are joined.
#include <cmath>
#include <cstdlib>

#include "decoders/classes.hpp"
#include "floats.hpp"

namespace {

void check(std::vector<float> const& values, bool sums_to_one) {
  double sum = 0;
  for (float const value : values) {
    if (!(value >= 0 && value <= 1.0001f)) std::abort();
    sum += value;
  }
  if (sums_to_one && !(std::abs(sum - 1) < 1e-3)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  bool const logits = input.byte() % 2 == 0;
  double const temperature = 0.1 + input.byte() / 64.0;
  std::size_t const classes = input.byte();
  std::vector<float> const values = input.take(classes);
  decoders::ClassOptions const options{classes, logits};
  if (auto const got = decoders::decode_softmax({{1}, values}, options)) {
    check(*got, true);
    std::vector<std::vector<float>> const views = {*got, *got};
    check(decoders::join_softmax(views, temperature), true);
  }
  if (auto const got = decoders::decode_sigmoid({{1}, values}, options)) {
    check(*got, false);
    std::vector<std::vector<float>> const views = {*got, *got};
    check(decoders::join_sigmoid(views, temperature), false);
  }
  return 0;
}
