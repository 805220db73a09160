#include "vision/full_width.hpp"

#include <algorithm>
#include <string_view>

namespace helio::vision {
namespace {

constexpr unsigned kFormsFirst = 0xFF01, kFormsLast = 0xFF5E;
constexpr unsigned kToAscii = 0xFEE0;
constexpr unsigned kEastAsianFirst = 0x2E80;  // radicals, then kana, ideographs, hangul

// The code point of one UTF-8 character, or 0 of what is not one of three bytes or fewer.
unsigned code_point(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.size() == 1) return byte(0);
  if (text.size() == 2) return (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
  if (text.size() != 3) return 0;
  return (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
}

bool is_form(unsigned code) { return code >= kFormsFirst && code <= kFormsLast; }

bool is_east_asian(ReadCharacter const& character) {
  unsigned const code = code_point(character.text);
  return character.text.size() == 4 || (code >= kEastAsianFirst && !is_form(code));
}

}  // namespace

void fold_full_width(std::vector<ReadCharacter>& line) {
  if (std::any_of(line.begin(), line.end(), is_east_asian)) return;
  for (ReadCharacter& character : line) {
    unsigned const code = code_point(character.text);
    if (is_form(code)) character.text = std::string(1, static_cast<char>(code - kToAscii));
  }
}

}  // namespace helio::vision
