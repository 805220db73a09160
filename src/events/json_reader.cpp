#include "events/json_reader.hpp"

#include <algorithm>

namespace helio::events {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

void append_utf8(std::string& out, std::uint32_t point) {
  auto const put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6U);
    put(0x80 | (point & 0x3FU));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12U);
    put(0x80 | (point >> 6U & 0x3FU));
    put(0x80 | (point & 0x3FU));
  } else {
    put(0xF0 | point >> 18U);
    put(0x80 | (point >> 12U & 0x3FU));
    put(0x80 | (point >> 6U & 0x3FU));
    put(0x80 | (point & 0x3FU));
  }
}

}  // namespace

JsonReader::Token JsonReader::next() {
  if (failed_) return Token::invalid;
  unescaped_ = false;
  skip_space();
  switch (expect_) {
    case Expect::value:
      return read_value();
    case Expect::first_element:
      return peek() == ']' ? close(false) : read_value();
    case Expect::first_key:
      return peek() == '}' ? close(true) : read_key();
    case Expect::key:
      return read_key();
    case Expect::comma:
      return after_value();
  }
  return fail();
}

JsonReader::Token JsonReader::after_value() {
  if (objects_.empty()) return at_ == text_.size() ? Token::end : fail();
  if (peek() == (objects_.back() ? '}' : ']')) return close(objects_.back());
  if (peek() != ',') return fail();
  ++at_;
  skip_space();
  return objects_.back() ? read_key() : read_value();
}

JsonReader::Token JsonReader::read_value() {
  expect_ = Expect::comma;
  char const c = peek();
  switch (c) {
    case '{':
      return open(true);
    case '[':
      return open(false);
    case '"':
      return read_string() ? Token::string : fail();
    case 't':
      return read_literal("true");
    case 'f':
      return read_literal("false");
    case 'n':
      return read_literal("null");
    default:
      return c == '-' || is_digit(c) ? read_number() : fail();
  }
}

JsonReader::Token JsonReader::read_key() {
  if (peek() != '"' || !read_string()) return fail();
  skip_space();
  if (peek() != ':') return fail();
  ++at_;
  expect_ = Expect::value;
  return Token::key;
}

JsonReader::Token JsonReader::open(bool object) {
  if (objects_.size() == depth_max) return fail();
  ++at_;
  objects_.push_back(object);
  expect_ = object ? Expect::first_key : Expect::first_element;
  return object ? Token::begin_object : Token::begin_array;
}

JsonReader::Token JsonReader::close(bool object) {
  ++at_;
  objects_.pop_back();
  expect_ = Expect::comma;
  return object ? Token::end_object : Token::end_array;
}

JsonReader::Token JsonReader::read_literal(std::string_view word) {
  if (text_.substr(at_, word.size()) != word) return fail();
  token_text_ = text_.substr(at_, word.size());
  at_ += word.size();
  return Token::literal;
}

JsonReader::Token JsonReader::read_number() {
  std::size_t const start = at_;
  auto const digits = [this] {
    std::size_t const from = at_;
    while (is_digit(peek())) ++at_;
    return at_ > from;
  };
  if (peek() == '-') ++at_;
  if (peek() == '0') {
    ++at_;
  } else if (!digits()) {
    return fail();
  }
  if (peek() == '.') {
    ++at_;
    if (!digits()) return fail();
  }
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (!digits()) return fail();
  }
  token_text_ = text_.substr(start, at_ - start);
  return Token::number;
}

bool JsonReader::read_string() {
  std::size_t const start = ++at_;
  while (at_ < text_.size()) {
    auto const c = static_cast<unsigned char>(text_[at_]);
    if (c == '"') {
      std::string_view const piece = text_.substr(start, at_++ - start);
      token_text_ = unescaped_ ? std::string_view(scratch_) : piece;
      return true;
    }
    if (c == '\\') {
      if (!unescaped_) scratch_.assign(text_.substr(start, at_ - start));
      unescaped_ = true;
      if (!read_escape()) return false;
      continue;
    }
    std::size_t const length = utf8_length(at_);
    if (length == 0) return false;
    if (unescaped_) scratch_.append(text_.substr(at_, length));
    at_ += length;
  }
  return false;
}

// Bytes of the character at `at`: 0 if it is a control character or not UTF-8.
std::size_t JsonReader::utf8_length(std::size_t at) const noexcept {
  auto const byte = [this, at](std::size_t i) -> unsigned {
    return at + i < text_.size() ? static_cast<unsigned char>(text_[at + i]) : 0U;
  };
  auto const tail = [&byte](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  unsigned const first = byte(0);
  if (first < 0x80) return first >= 0x20 ? 1 : 0;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return tail(1) ? 2 : 0;
  if (first < 0xF0) {
    bool const second = tail(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
    return second && tail(2) ? 3 : 0;
  }
  if (first > 0xF4) return 0;
  bool const second = tail(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
  return second && tail(2) && tail(3) ? 4 : 0;
}

bool JsonReader::read_escape() {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
  ++at_;
  char const letter = peek();
  if (letter == '\0') return false;
  ++at_;
  if (std::size_t const i = letters.find(letter); i != std::string_view::npos) {
    scratch_.push_back(meant[i]);
    return true;
  }
  std::uint32_t point = 0;
  if (letter != 'u' || !read_hex4(point)) return false;
  if (point >= 0xDC00 && point <= 0xDFFF) return false;
  if (point >= 0xD800 && point <= 0xDBFF) {
    std::uint32_t low = 0;
    if (text_.substr(at_, 2) != "\\u") return false;
    at_ += 2;
    if (!read_hex4(low) || low < 0xDC00 || low > 0xDFFF) return false;
    point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
  }
  append_utf8(scratch_, point);
  return true;
}

bool JsonReader::read_hex4(std::uint32_t& unit) {
  unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    char const c = peek();
    unsigned digit = 0;
    if (is_digit(c)) {
      digit = static_cast<unsigned>(c - '0');
    } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
      digit = static_cast<unsigned>((c | 0x20) - 'a') + 10;
    } else {
      return false;
    }
    unit = unit << 4U | digit;
  }
  return true;
}

bool JsonReader::skip_value() {
  Token const token = next();
  if (token == Token::begin_object || token == Token::begin_array) return skip_rest();
  return token != Token::invalid;
}

bool JsonReader::skip_rest() {
  std::size_t const outside = objects_.size() - 1;
  while (objects_.size() > outside) {
    if (next() == Token::invalid) return false;
  }
  return true;
}

void JsonReader::skip_space() noexcept {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) {
    ++at_;
  }
}

JsonReader::Token JsonReader::fail() noexcept {
  failed_ = true;
  return Token::invalid;
}

std::size_t JsonReader::line() const noexcept {
  auto const read = text_.substr(0, at_);
  return 1 + static_cast<std::size_t>(std::count(read.begin(), read.end(), '\n'));
}

std::size_t JsonReader::column() const noexcept {
  std::size_t const newline = text_.substr(0, at_).rfind('\n');
  return newline == std::string_view::npos ? at_ + 1 : at_ - newline;
}

}  // namespace helio::events
