// Wildcards: * stands for any characters, \* and \\ for themselves.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::events {

// Positions of the pattern that may be live at once while a text is read, each counted by the ways
// on from it: what EventBridge calls the complexity of a rule, and bounds.
inline constexpr std::size_t wildcard_ways_max = 11;

// Errors: invalid_argument "InvalidWildcard" with the reason as its message: ** in a row, an escape
// of another character, too complex.
[[nodiscard]] Result<void> check_wildcard(std::string_view pattern);

// `pattern` passed check_wildcard(). Linear in `text` but for the pieces between stars that
// repeat themselves.
[[nodiscard]] bool wildcard_matches(std::string_view pattern, std::string_view text);

// The characters before the first star and after the last one, without escapes: any text that
// matches starts and ends with them.
struct WildcardEnds {
  std::string head;
  std::string tail;
};
[[nodiscard]] WildcardEnds wildcard_ends(std::string_view pattern);

}  // namespace helio::events
