// Letter case as equals-ignore-case takes it: a character of the pattern is met by its lower or its
// upper case, by Unicode's simple mappings, in no language's special way ("I" is never "ı" in
// lower).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace helio::events {

// The two spellings of one character, in UTF-8; equal where it has no case. Their lengths differ
// for some letters ("Ⱥ" has two bytes, "ⱥ" three).
struct Letter {
  std::string lower;
  std::string upper;
};

[[nodiscard]] std::vector<Letter> letters_of(std::string_view text);

// Bytes at the start, or at the end, of `text` that the letters meet; npos if they do not.
[[nodiscard]] std::size_t match_start(std::vector<Letter> const& letters, std::string_view text);
[[nodiscard]] std::size_t match_end(std::vector<Letter> const& letters, std::string_view text);

// One spelling for all texts that the same letters meet, so that they can be looked up.
[[nodiscard]] std::string fold_case(std::string_view text);

}  // namespace helio::events
