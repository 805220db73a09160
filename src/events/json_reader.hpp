// JsonReader: JSON as a stream of tokens (RFC 8259), strict, in one pass and without building a
// value.
//
// Event patterns need it because a duplicate key means something in them (both count), and event
// matching because it looks at a few fields of an event and skips the rest. Depth is bounded by
// `depth_max`, so no recursion over outside data; strings must be valid UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace helio::events {

class JsonReader {
 public:
  static constexpr std::size_t depth_max = 128;

  enum class Token : std::uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    number,
    literal,  // true, false, null
    end,      // after the one value of the document
    invalid   // not JSON; stays so
  };

  // `text` must outlive the reader.
  explicit JsonReader(std::string_view text) : text_(text) {}

  [[nodiscard]] Token next();

  // Of a key or string its characters, of a number or literal the text as written. Lives until the
  // next call, and as long as the document if !unescaped().
  [[nodiscard]] std::string_view text() const noexcept { return token_text_; }
  // True if text() had escapes and stands in the reader's own memory.
  [[nodiscard]] bool unescaped() const noexcept { return unescaped_; }

  // After a key or a begin token: passes over the value, or over the rest of it. False if invalid.
  bool skip_value();
  bool skip_rest();

  // Where the reader stands, counted from 1, for messages.
  [[nodiscard]] std::size_t line() const noexcept;
  [[nodiscard]] std::size_t column() const noexcept;

 private:
  enum class Expect : std::uint8_t { value, first_element, first_key, key, comma };

  Token fail() noexcept;
  Token open(bool object);
  Token close(bool object);
  Token after_value();
  Token read_value();
  Token read_key();
  Token read_number();
  Token read_literal(std::string_view word);
  bool read_string();
  bool read_escape();
  bool read_hex4(std::uint32_t& unit);
  [[nodiscard]] std::size_t utf8_length(std::size_t at) const noexcept;
  void skip_space() noexcept;
  [[nodiscard]] char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view text_;
  std::size_t at_ = 0;
  Expect expect_ = Expect::value;
  bool failed_ = false;
  bool unescaped_ = false;
  std::vector<bool> objects_;  // the open brackets: true is {
  std::string_view token_text_;
  std::string scratch_;
};

}  // namespace helio::events
