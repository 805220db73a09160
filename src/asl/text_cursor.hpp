// TextCursor: a place in a text that is being parsed, for paths, filters and function calls.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::asl {

class TextCursor {
 public:
  explicit TextCursor(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] bool done() const noexcept { return at_ >= text_.size(); }
  // The next character and the one `ahead` of it; '\0' past the end.
  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  char take() noexcept { return done() ? '\0' : text_[at_++]; }
  bool accept(std::string_view word) noexcept {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void skip_spaces() noexcept {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }
  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  [[nodiscard]] std::string_view since(std::size_t start) const noexcept {
    return text_.substr(start, at_ - start);
  }
  // The characters up to one that `stops` names, or the end.
  std::string_view take_until(std::string_view stops) noexcept {
    std::size_t const start = at_;
    at_ = std::min(text_.find_first_of(stops, at_), text_.size());
    return since(start);
  }

  // `error_name`: the sentence, then where: "… at character 7 of '$.a[x'."
  [[nodiscard]] tl::unexpected<Error> error(std::string_view error_name,
                                            std::string_view sentence) const {
    return fail(Errc::invalid_argument, error_name,
                std::string(sentence) + " at character " + std::to_string(at_ + 1) + " of '" +
                    std::string(text_) + "'.");
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// An optional minus and digits. Errors: invalid_argument `error_name`.
[[nodiscard]] Result<long long> take_integer(TextCursor& cursor, std::string_view error_name);

// A JSON number. Errors: invalid_argument `error_name`.
[[nodiscard]] Result<double> take_number(TextCursor& cursor, std::string_view error_name);

// After a backslash: the character it stands for, `uXXXX` (and a pair of them) as UTF-8.
// Errors: invalid_argument `error_name`.
[[nodiscard]] Result<std::string> take_escaped(TextCursor& cursor, std::string_view error_name);

}  // namespace helio::asl
