#include "asl/text_cursor.hpp"

#include <charconv>
#include <optional>

namespace helio::asl {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string utf8_of(unsigned code) {
  auto const byte = [](unsigned value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xc0U | code >> 6U), byte(0x80U | (code & 0x3fU))};
  if (code < 0x10000) {
    return {byte(0xe0U | code >> 12U), byte(0x80U | (code >> 6U & 0x3fU)),
            byte(0x80U | (code & 0x3fU))};
  }
  return {byte(0xf0U | code >> 18U), byte(0x80U | (code >> 12U & 0x3fU)),
          byte(0x80U | (code >> 6U & 0x3fU)), byte(0x80U | (code & 0x3fU))};
}

std::optional<unsigned> take_hex4(TextCursor& cursor) {
  std::string digits;
  for (std::size_t i = 0; i < 4; ++i) digits += cursor.peek(i);
  unsigned value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + 4, value, 16);
  if (error != std::errc() || end != digits.data() + 4) return std::nullopt;
  for (int i = 0; i < 4; ++i) cursor.take();
  return value;
}

bool is_high_surrogate(unsigned unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low_surrogate(unsigned unit) { return unit >= 0xdc00 && unit < 0xe000; }

}  // namespace

Result<long long> take_integer(TextCursor& cursor, std::string_view error_name) {
  std::size_t const start = cursor.at();
  cursor.accept("-");
  while (is_digit(cursor.peek())) cursor.take();
  std::string_view const digits = cursor.since(start);
  long long value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    return cursor.error(error_name, "A whole number of at most 18 digits is expected");
  }
  return value;
}

Result<double> take_number(TextCursor& cursor, std::string_view error_name) {
  std::size_t const start = cursor.at();
  while (is_digit(cursor.peek()) || std::string_view("+-.eE").find(cursor.peek()) < 5) {
    cursor.take();
  }
  std::string_view const digits = cursor.since(start);
  double value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    return cursor.error(error_name, "A number is expected");
  }
  return value;
}

Result<std::string> take_escaped(TextCursor& cursor, std::string_view error_name) {
  if (cursor.done()) return cursor.error(error_name, "A character is expected after the backslash");
  if (cursor.peek() != 'u') return std::string(1, cursor.take());
  cursor.take();
  std::optional<unsigned> const unit = take_hex4(cursor);
  if (!unit) return std::string("u");
  if (is_high_surrogate(*unit) && cursor.accept("\\u")) {
    std::optional<unsigned> const low = take_hex4(cursor);
    if (low && is_low_surrogate(*low)) {
      return utf8_of(0x10000U + ((*unit - 0xd800U) << 10U) + (*low - 0xdc00U));
    }
    return cursor.error(error_name, "The second half of a surrogate pair is expected");
  }
  if (is_high_surrogate(*unit) || is_low_surrogate(*unit)) {
    return cursor.error(error_name, "Half a surrogate pair is no character");
  }
  return utf8_of(*unit);
}

}  // namespace helio::asl
