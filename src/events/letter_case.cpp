#include "events/letter_case.hpp"

#include <clocale>
#include <cwctype>

#include <locale.h>

namespace helio::events {
namespace {

// glibc's own tables; the locale is built into it and independent of the user's language.
locale_t unicode() {
  static locale_t const locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

// One character of valid UTF-8 (other bytes count as characters of their own).
std::string_view next_character(std::string_view text) {
  auto const first = static_cast<unsigned char>(text.front());
  std::size_t const length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return text.substr(0, length);
}

char32_t code_point(std::string_view character) {
  auto const first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first;
  char32_t point = first & (0xFFU >> (character.size() + 1));
  for (char const c : character.substr(1)) point = point << 6U | (static_cast<unsigned>(c) & 0x3FU);
  return point;
}

std::string utf8(char32_t point) {
  auto const byte = [](char32_t value) { return static_cast<char>(value); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | point >> 6U), byte(0x80 | (point & 0x3FU))};
  return {byte(0xE0 | point >> 12U), byte(0x80 | (point >> 6U & 0x3FU)),
          byte(0x80 | (point & 0x3FU))};
}

Letter letter(std::string_view character) {
  std::string same(character);
  char32_t const point = code_point(character);
  // Past the basic plane EventBridge knows no case.
  if (point > 0xFFFF || (character.size() == 1 && point > 0x7F)) return {same, same};
  if (point == U'\u00DF') return {same, "SS"};  // sharp s: the only long upper case in wide use
  if (point < 0x80) {
    bool const is_letter = (point | 0x20U) >= 'a' && (point | 0x20U) <= 'z';
    if (!is_letter) return {same, same};
    return {{static_cast<char>(point | 0x20U)}, {static_cast<char>(point & ~0x20U)}};
  }
  auto const wide = static_cast<wint_t>(point);
  if (unicode() == nullptr) return {same, same};
  return {utf8(static_cast<char32_t>(towlower_l(wide, unicode()))),
          utf8(static_cast<char32_t>(towupper_l(wide, unicode())))};
}

std::string join(std::string_view text, std::string Letter::*spelling) {
  std::string out;
  out.reserve(text.size());
  for (Letter const& each : letters_of(text)) out += each.*spelling;
  return out;
}

std::string lower(std::string_view text) { return join(text, &Letter::lower); }
std::string upper(std::string_view text) { return join(text, &Letter::upper); }

}  // namespace

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> out;
  for (std::size_t i = 0; i < text.size();) {
    std::string_view const character = next_character(text.substr(i));
    i += character.size();
    out.push_back(letter(character));
  }
  return out;
}

std::size_t match_start(std::vector<Letter> const& letters, std::string_view text) {
  std::size_t at = 0;
  for (Letter const& want : letters) {
    std::string_view const rest = text.substr(at);
    if (rest.starts_with(want.lower)) {
      at += want.lower.size();
    } else if (rest.starts_with(want.upper)) {
      at += want.upper.size();
    } else {
      return std::string_view::npos;
    }
  }
  return at;
}

std::size_t match_end(std::vector<Letter> const& letters, std::string_view text) {
  std::size_t left = text.size();
  for (auto want = letters.rbegin(); want != letters.rend(); ++want) {
    std::string_view const rest = text.substr(0, left);
    if (rest.ends_with(want->lower)) {
      left -= want->lower.size();
    } else if (rest.ends_with(want->upper)) {
      left -= want->upper.size();
    } else {
      return std::string_view::npos;
    }
  }
  return text.size() - left;
}

std::string fold_case(std::string_view text) {
  bool ascii = true;
  for (char const c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  if (ascii) {
    std::string out(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return out;
  }
  // Twice, because capital sharp s only becomes "ss" by way of the small one.
  return lower(upper(lower(upper(text))));
}

}  // namespace helio::events
