// Any tensor: characters that come out are of the table, in order, and never the blank.
#include <cstdlib>

#include "decoders/ctc.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  decoders::CtcOptions const options{.classes = input.byte() % 40u, .softmax = input.byte() > 127};
  auto const columns = static_cast<std::int64_t>(input.byte()) - 8;
  auto const classes = static_cast<std::int64_t>(options.classes) - (input.byte() == 0 ? 1 : 0);
  std::vector<float> values = input.rest();
  if (input.left() % 2 == 0 && columns > 0 && classes > 0) {
    values.resize(static_cast<std::size_t>(columns * classes), 0.5f);
  }
  auto const line = decoders::decode_ctc({{1, columns, classes}, values}, options);
  if (!line) return 0;
  std::size_t last = 0;
  for (decoders::CtcCharacter const& character : line->characters) {
    if (character.class_id < 1 || character.class_id >= options.classes) std::abort();
    if (character.column_first < last || character.column_last <= character.column_first ||
        character.column_last > line->columns) {
      std::abort();
    }
    if (!(character.confidence >= 0 && character.confidence <= 1)) std::abort();
    last = character.column_last;
  }
  return 0;
}
