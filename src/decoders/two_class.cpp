#include "decoders/two_class.hpp"

#include "decoders/classes.hpp"

namespace helio::decoders {

Result<double> decode_two_class(TensorView const& probabilities, TwoClassOptions const& options) {
  auto classes = decode_softmax(probabilities, {.classes = 2, .logits = options.logits});
  if (!classes) return fail(classes);
  return static_cast<double>((*classes)[options.unsafe_row == 0 ? 0 : 1]);
}

}  // namespace helio::decoders
