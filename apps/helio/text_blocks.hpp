// Blocks of text for people: a bold name on the left, lines on the right, colours where wanted.
#pragma once

#include <string>
#include <vector>

#include "helio/report_table.hpp"

namespace helio::cli {

inline constexpr int kNameColumns = 14;  // "  Moderation  "

// The text in an ANSI colour ("1;31"), where the style has colours.
[[nodiscard]] std::string painted(std::string text, char const* ansi, TableStyle style);

// "  Labels      first line" and the other lines below the first; `if_empty` where there is none.
[[nodiscard]] std::string block(char const* name, std::vector<std::string> lines,
                                char const* if_empty, TableStyle style);

// "912 bytes", "245 kB", "3.1 MB".
[[nodiscard]] std::string size_text(std::uint64_t bytes);

}  // namespace helio::cli
