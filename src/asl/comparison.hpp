// Comparisons: the tests a Choice rule can make, as one table.
#pragma once

#include <span>
#include <string_view>

#include "base/json.hpp"

namespace helio::asl {

struct Comparison {
  enum class Operand { text, number, boolean, timestamp, pattern, test, presence };
  std::string_view name;  // "StringEquals"; with "Path" behind it where `has_path`
  Operand operand;
  // Does `value` stand in this relation to `operand`? False where the types do not fit.
  bool (*holds)(Json const& value, Json const& operand);
  bool has_path = true;
};

// In the order of the spec. IsPresent (presence) asks whether the path leads anywhere, not what is
// there: it is given a boolean that says so.
[[nodiscard]] std::span<Comparison const> comparisons() noexcept;

// The comparison of this field name, nullptr if none; sets `path` for a name that ends in "Path".
[[nodiscard]] Comparison const* find_comparison(std::string_view field, bool& path) noexcept;

// Does `text` match `pattern`, in which * stands for any characters, \* for a star, \\ for a
// backslash? Takes time in proportion to the product of the lengths at worst.
[[nodiscard]] bool string_matches(std::string_view text, std::string_view pattern);

}  // namespace helio::asl
