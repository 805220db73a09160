#include "helio/terminal_text.hpp"

#include <algorithm>
#include <cstdint>

namespace helio::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view kEllipsis = "…";

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;
};

// One character of UTF-8 (RFC 3629: no overlong forms, no surrogates).
Character decode(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned const first = byte(0);
  if (first < 0x80) return {first, 1, true};
  std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {};
  std::uint32_t code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};  // NOLINT(*-avoid-c-arrays)
  bool const surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < smallest[length] || code > 0x10FFFF || surrogate) return {};
  return {code, length, true};
}

// Bidirectional overrides reorder what a reader sees of a file name; they go with the controls.
bool is_harmful(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
}

// Unicode's East Asian Width W and F, and the combining marks met in OCR, in blocks.
int columns_of_code(std::uint32_t code) {
  struct Range {
    std::uint32_t first, last;
    int columns;
  };
  constexpr Range kRanges[] = {
      // NOLINT(*-avoid-c-arrays)
      {0x0300, 0x036F, 0},   {0x1100, 0x115F, 2},   {0x200B, 0x200F, 0},   {0x20D0, 0x20FF, 0},
      {0x2E80, 0x303E, 2},   {0x3041, 0xA4CF, 2},   {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},
      {0xFE00, 0xFE0F, 0},   {0xFE30, 0xFE6F, 2},   {0xFF00, 0xFF60, 2},   {0xFFE0, 0xFFE6, 2},
      {0x1F300, 0x1F64F, 2}, {0x1F900, 0x1F9FF, 2}, {0x20000, 0x3FFFD, 2},
  };
  for (Range const& range : kRanges) {
    if (code >= range.first && code <= range.last) return range.columns;
  }
  return 1;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    Character const c = decode(text);
    if (!c.valid || is_harmful(c.code)) {
      result += kReplacement;
    } else {
      result += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
  return result;
}

int columns_of(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    Character const c = decode(text);
    columns += c.valid ? columns_of_code(c.code) : 1;
    text.remove_prefix(c.bytes);
  }
  return columns;
}

std::string shorten(std::string_view text, int columns) {
  if (columns_of(text) <= columns) return std::string(text);
  if (columns <= 0) return {};
  std::string result;
  int used = 0;
  while (!text.empty()) {
    Character const c = decode(text);
    int const wide = c.valid ? columns_of_code(c.code) : 1;
    if (used + wide > columns - 1) break;
    used += wide;
    result += text.substr(0, c.bytes);
    text.remove_prefix(c.bytes);
  }
  return result += kEllipsis;
}

std::vector<std::string> wrap(std::vector<std::string> const& items, std::string_view separator,
                              int columns) {
  std::vector<std::string> lines;
  int used = 0;
  for (std::string const& item : items) {
    std::string const shown = shorten(item, columns);
    int const wide = columns_of(shown);
    int const gap = columns_of(separator);
    if (!lines.empty() && used + gap + wide <= columns) {
      lines.back().append(separator).append(shown);
      used += gap + wide;
    } else {
      lines.push_back(shown);
      used = wide;
    }
  }
  return lines;
}

std::vector<std::string> fold(std::string_view text, int columns) {
  std::vector<std::string> lines;
  int used = 0;
  bool gap = false;  // a space is due before the next word
  while (!text.empty()) {
    auto const space = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    int const wide = columns_of(word);
    if (lines.empty() || (gap && used + 1 + wide > columns)) {
      lines.emplace_back();
      used = 0;
    } else if (gap) {
      lines.back() += ' ';
      ++used;
    }
    gap = true;
    while (!word.empty()) {
      Character const c = decode(word);
      int const columns_of_this = c.valid ? columns_of_code(c.code) : 1;
      if (used > 0 && used + columns_of_this > columns) {
        lines.emplace_back();
        used = 0;
      }
      lines.back() += word.substr(0, c.bytes);
      used += columns_of_this;
      word.remove_prefix(c.bytes);
    }
  }
  return lines;
}

}  // namespace helio::cli
