// Decimal: DynamoDB's numbers, exact: 38 significant digits, from 1E-130 to 9.9…E+125.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::aws::dynamodb {

class Decimal {
 public:
  // "-12.50", "1e3". Errors: invalid_argument "ValidationException", also past the range.
  [[nodiscard]] static Result<Decimal> parse(std::string_view text);

  [[nodiscard]] int compare(Decimal const& other) const;  // < 0, 0, > 0
  // Errors: as parse(), where the exact sum has too many digits.
  [[nodiscard]] Result<Decimal> plus(Decimal const& other) const;
  [[nodiscard]] Decimal negated() const;
  // One text for one value: "-12.5", "1000", "1E+40".
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] Result<Decimal> checked() const;  // normal, within the range
  // Where the first digit stands: 1 for 0.1 to 1 is 0, for 1 to 10 is 1.
  [[nodiscard]] int magnitude() const { return exponent_ + static_cast<int>(digits_.size()); }

  // digits_ * 10^exponent_; no zero at either end, no digits at all for zero.
  bool negative_ = false;
  std::string digits_;
  int exponent_ = 0;
};

}  // namespace helio::aws::dynamodb
