// The small pieces that header values are made of (RFC 9110 §5.6): words without case, trimmed
// text, comma-separated lists. ASCII only; no locale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace helio::http {

[[nodiscard]] std::string lower(std::string_view text);

// Equal without case.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b) noexcept;

// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

// "a, b ,,c" -> {"a", "b", "c"}. Commas inside quoted strings do not part.
[[nodiscard]] std::vector<std::string_view> list_of(std::string_view value);

// {"a", "b"} -> "a, b"
[[nodiscard]] std::string listed(std::vector<std::string> const& words);

}  // namespace helio::http
