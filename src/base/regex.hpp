// Regex: a regular expression over UTF-8, by PCRE2 with limits on what a match may cost.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"

namespace helio {

class Regex {
 public:
  // `flags`: any of i (case), s (dot matches line ends), m (lines), x (spaces and comments), u.
  // Errors: invalid_argument "InvalidRegex".
  [[nodiscard]] static Result<Regex> compile(std::string_view pattern, std::string_view flags);

  // Does the pattern match the whole text? Errors: too_large "RegexTooCostly" where the match
  // needs more than the limits on backtracking, depth and memory.
  [[nodiscard]] Result<bool> matches(std::string_view text) const;

 private:
  struct Code;
  explicit Regex(std::shared_ptr<Code const> code) : code_(std::move(code)) {}
  std::shared_ptr<Code const> code_;
};

}  // namespace helio
