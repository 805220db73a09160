// Pattern: an EventBridge event pattern, checked and taken apart.
//
// A pattern is a choice of alternatives (one, unless it has "$or"); an alternative is a list of
// conditions that must all hold; a condition names a field and what it may be. Fields are named by
// the keys on the way to them, joined by dots, so {"a": {"b": …}} and {"a.b": …} are one field, in
// patterns and in events. Where a field is conditioned twice, the last one counts.
//
// Through arrays of objects the conditions must hold within one element: {"a": {"x": [1], "y":
// [2]}} does not match {"a": [{"x": 1}, {"y": 2}]}. docs/events.md has the language.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace helio::events {

struct ValuePattern;

class Pattern {
 public:
  static constexpr std::size_t bytes_max = 256U << 10U;
  static constexpr std::size_t fields_max = 256;          // conditions of an alternative
  static constexpr std::size_t alternatives_max = 1'000;  // that "$or" may multiply to

  struct Condition {
    std::string field;
    std::shared_ptr<std::vector<ValuePattern> const> values;  // any of them
  };
  using Alternative = std::vector<Condition>;  // by field

  // Errors: invalid_argument "InvalidEventPatternException" with AWS's reason, line and column.
  [[nodiscard]] static Result<Pattern> parse(std::string_view text);

  // For one pattern and one event; Matcher does it for many patterns at once.
  // Errors: invalid_argument "InvalidEvent": not a JSON object.
  [[nodiscard]] Result<bool> matches(std::string_view event) const;

  [[nodiscard]] std::string const& text() const noexcept { return text_; }
  [[nodiscard]] std::vector<Alternative> const& alternatives() const noexcept {
    return alternatives_;
  }

 private:
  std::string text_;
  std::vector<Alternative> alternatives_;
};

}  // namespace helio::events
