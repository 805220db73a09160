#include "decoders/ctc.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>

namespace helio::decoders {
namespace {

constexpr std::int64_t kColumnsMax = 1 << 16;

struct Best {
  std::size_t class_id = 0;
  float value = 0;
  bool finite = true;
};

// A line has millions of values, so the maximum runs in independent lanes, which compilers turn
// into vector instructions. x * 0 is NaN for everything that is not a number.
Best best_of(std::span<float const> row) {
  constexpr std::size_t kLanes = 16;
  std::array<float, kLanes> top{};
  std::array<float, kLanes> poison{};
  top.fill(row[0]);
  std::size_t i = 0;
  for (; i + kLanes <= row.size(); i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j) {
      float const value = row[i + j];
      top[j] = value > top[j] ? value : top[j];
      poison[j] += value * 0.0f;
    }
  }
  for (; i < row.size(); ++i) {
    top[0] = row[i] > top[0] ? row[i] : top[0];
    poison[0] += row[i] * 0.0f;
  }
  Best best;
  for (float const value : poison) best.finite = best.finite && value == 0.0f;
  best.value = *std::max_element(top.begin(), top.end());
  best.class_id =
      static_cast<std::size_t>(std::find(row.begin(), row.end(), best.value) - row.begin());
  return best;
}

float share_of(std::span<float const> row, float top) {
  double sum = 0;
  for (float const value : row) sum += std::exp(value - top);
  return static_cast<float>(1.0 / sum);
}

}  // namespace

Result<CtcLine> decode_ctc(TensorView const& scores, CtcOptions const& options) {
  const std::size_t rank = scores.shape.size();
  bool const shaped = rank >= 2 && options.classes >= 2 &&
                      std::all_of(scores.shape.begin(), scores.shape.end() - 2,
                                  [](std::int64_t side) { return side == 1; }) &&
                      scores.shape[rank - 2] >= 0 && scores.shape[rank - 2] <= kColumnsMax &&
                      scores.shape[rank - 1] == static_cast<std::int64_t>(options.classes);
  const std::size_t columns = shaped ? static_cast<std::size_t>(scores.shape[rank - 2]) : 0;
  if (!shaped || scores.values.size() != columns * options.classes) {
    return unexpected_output("The tensor of characters is " + shape_text(scores) +
                             "; 1 x columns x " + std::to_string(options.classes) +
                             " was expected.");
  }
  CtcLine line;
  line.columns = columns;
  std::size_t last = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    auto const row = scores.values.subspan(column * options.classes, options.classes);
    const Best best = best_of(row);
    if (!best.finite) {
      return unexpected_output("The tensor of characters holds values that are not numbers.");
    }
    if (best.class_id != 0) {
      float const share =
          options.softmax ? share_of(row, best.value) : std::clamp(best.value, 0.0f, 1.0f);
      if (best.class_id != last) line.characters.push_back({best.class_id, column, column, 0});
      CtcCharacter& character = line.characters.back();
      character.column_last = column + 1;
      character.confidence = std::max(character.confidence, share);
    }
    last = best.class_id;
  }
  return line;
}

}  // namespace helio::decoders
