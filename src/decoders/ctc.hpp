// CTC: a row of class scores per column of a line of text to its characters (Graves et al.,
// "Connectionist Temporal Classification", ICML 2006; greedy decoding).
//
// Input    [1, columns, classes] or [columns, classes]; class 0 is the blank.
// Output   one character per run of columns with the same best class; blanks are left out, and only
//          they part a doubled letter. Left to right.
// Errors   unavailable "UnexpectedModelOutput" (another shape or count of classes, not numbers).
// Threads  pure function.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct CtcOptions {
  std::size_t classes = 0;  // blank included; the tensor must have as many
  bool softmax = false;     // true: the values are logits; false: they are probabilities
};

struct CtcCharacter {
  std::size_t class_id = 0;      // never 0
  std::size_t column_first = 0;  // columns column_first <= c < column_last say so
  std::size_t column_last = 0;
  float confidence = 0;  // 0..1, of the surest column
};

struct CtcLine {
  std::vector<CtcCharacter> characters;
  std::size_t columns = 0;
};

[[nodiscard]] Result<CtcLine> decode_ctc(TensorView const& scores, CtcOptions const& options);

}  // namespace helio::decoders
