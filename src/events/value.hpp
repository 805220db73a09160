// Value: one leaf of an event, as patterns look at it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace helio::events {

struct Value {
  enum class Kind : std::uint8_t { string, number, literal };  // literal: true, false, null
  Kind kind = Kind::literal;
  std::string_view text;         // the string's characters; else as written
  std::optional<double> number;  // of a number, if comparable (number.hpp)
};

}  // namespace helio::events
