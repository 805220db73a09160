// TextMatch: what a filter pattern compares with: 500, 4*, "not found", %4[0-9]{2}%.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/regex.hpp"
#include "base/result.hpp"

namespace helio::logs {

// Of a text that is a number and nothing else.
[[nodiscard]] std::optional<double> number_of(std::string_view text) noexcept;

// An expression between percent signs: it may match anywhere in a text. Of the operators only
// ^ $ ? [ ] { } | \ * + . are known, and no parentheses, as CloudWatch has it.
// Errors: invalid_argument "InvalidParameterException".
[[nodiscard]] Result<Regex> search_regex(std::string_view expression);

class TextMatch {
 public:
  TextMatch() = default;
  // `*` stands for any characters.
  [[nodiscard]] static TextMatch of_text(std::string_view text);
  [[nodiscard]] static Result<TextMatch> of_regex(std::string_view expression);

  // `number`: the value's, where it is one. Numbers are compared by value with a number.
  [[nodiscard]] bool equals(std::string_view text, std::optional<double> number) const;
  [[nodiscard]] std::optional<double> number() const noexcept { return number_; }

 private:
  std::vector<std::string> pieces_;  // between the stars
  std::optional<double> number_;
  std::optional<Regex> regex_;
};

}  // namespace helio::logs
