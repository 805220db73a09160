// Expression: comparisons joined by && and ||, as filter patterns for JSON and for fields have
// them; && binds closer. What an operand names, the pattern's language says.
//
//   ($.status >= 400 && $.path = "/v1/*") || $.error IS NULL
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "logs/text_match.hpp"

namespace helio::logs {

inline constexpr int kNestingMax = 32;  // of parentheses

enum class Op : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  is_null,
  is_true,
  is_false,
  not_exists,
  named  // an operand alone
};

struct Comparison {
  std::string operand;  // "$.status", "bytes"
  Op op = Op::named;
  TextMatch with;  // of the ops before is_null
};

struct Expression {
  enum class Kind : std::uint8_t { comparison, all, any };
  Kind kind = Kind::comparison;
  Comparison comparison;
  std::vector<Expression> parts;  // of all and any
};

// Errors: invalid_argument "InvalidParameterException".
[[nodiscard]] Result<Expression> read_expression(std::string_view text);

[[nodiscard]] bool holds(Expression const& expression,
                         std::function<bool(Comparison const&)> const& test);
// Every comparison, from left to right, until one is refused.
[[nodiscard]] Result<void> each_comparison(
    Expression const& expression, std::function<Result<void>(Comparison const&)> const& visit);

// A value, as text and where it is one as a number, against an op before is_null.
[[nodiscard]] bool compares(Comparison const& comparison, std::string_view text,
                            std::optional<double> number);

}  // namespace helio::logs
