// Text on a terminal: how many columns it takes, and making it harmless.
//
// File names and words read out of pictures come from outside: a control character in them could
// move the cursor or set colours, so printable() replaces it. Text is UTF-8; what is not becomes
// U+FFFD. Chinese, Japanese and Korean characters and emoji take two columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace helio::cli {

[[nodiscard]] std::string printable(std::string_view text);

// Columns of printable text.
[[nodiscard]] int columns_of(std::string_view text);

// The longest beginning that fits, with "…" in the last column where something was cut.
[[nodiscard]] std::string shorten(std::string_view text, int columns);

// Items joined by `separator` to lines of at most `columns`. Items are not broken: one that is too
// long is shortened. No items, no lines.
[[nodiscard]] std::vector<std::string> wrap(std::vector<std::string> const& items,
                                            std::string_view separator, int columns);

// A sentence over lines of at most `columns`, none of it left out: a word that is too long for a
// line goes on in the next.
[[nodiscard]] std::vector<std::string> fold(std::string_view text, int columns);

}  // namespace helio::cli
