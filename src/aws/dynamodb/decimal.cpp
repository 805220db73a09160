#include "aws/dynamodb/decimal.hpp"

#include <algorithm>
#include <charconv>

namespace helio::aws::dynamodb {
namespace {

constexpr std::size_t kDigitsMax = 38;
constexpr int kMagnitudeMax = 126;   // 9.9E+125
constexpr int kMagnitudeMin = -129;  // 1E-130
constexpr int kPlainMax = 40;        // digits that are written without an exponent
constexpr int kExponentMax = 1'000;  // read at all

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// a + b and a - b of digits of one length; of the latter a is not the smaller.
std::string sum(std::string const& a, std::string const& b) {
  std::string result(a.size() + 1, '0');
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    int const total = (a[i] - '0') + (b[i] - '0') + carry;
    result[i + 1] = static_cast<char>('0' + total % 10);
    carry = total / 10;
  }
  result[0] = static_cast<char>('0' + carry);
  return result;
}

std::string difference(std::string const& a, std::string const& b) {
  std::string result(a.size(), '0');
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    int const total = (a[i] - '0') - (b[i] - '0') - borrow;
    result[i] = static_cast<char>('0' + (total + 10) % 10);
    borrow = total < 0 ? 1 : 0;
  }
  return result;
}

}  // namespace

Result<Decimal> Decimal::parse(std::string_view text) {
  auto const no_number = [&] {
    return wrong("The parameter cannot be converted to a numeric value: " +
                 std::string(text.substr(0, kDigitsMax)));
  };
  Decimal number;
  std::string_view rest = text;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    number.negative_ = rest.front() == '-';
    rest.remove_prefix(1);
  }
  auto const exponent_at = std::min(rest.find_first_of("eE"), rest.size());
  std::string_view const mantissa = rest.substr(0, exponent_at);
  auto const point = mantissa.find('.');
  for (std::size_t i = 0; i < mantissa.size(); ++i) {
    if (i == point) continue;
    if (!is_digit(mantissa[i])) return no_number();
    number.digits_ += mantissa[i];
  }
  if (number.digits_.empty()) return no_number();
  if (point != mantissa.npos) number.exponent_ = -static_cast<int>(mantissa.size() - point - 1);
  if (exponent_at < rest.size()) {
    std::string_view given = rest.substr(exponent_at + 1);
    if (given.starts_with('+') && !given.starts_with("+-")) given.remove_prefix(1);
    int exponent = 0;
    auto const [end, error] = std::from_chars(given.data(), given.data() + given.size(), exponent);
    if (error != std::errc() || end != given.data() + given.size()) return no_number();
    if (exponent > kExponentMax || exponent < -kExponentMax) return no_number();
    number.exponent_ += exponent;
  }
  return number.checked();
}

Result<Decimal> Decimal::checked() const {
  Decimal number = *this;
  auto const last = number.digits_.find_last_not_of('0');
  if (last == std::string::npos) return Decimal();
  number.exponent_ += static_cast<int>(number.digits_.size() - last - 1);
  number.digits_.erase(last + 1);
  number.digits_.erase(0, number.digits_.find_first_not_of('0'));
  if (number.digits_.size() > kDigitsMax) {
    return wrong("Attempting to store more than 38 significant digits in a Number");
  }
  if (number.magnitude() > kMagnitudeMax) {
    return wrong(
        "Number overflow. Attempting to store a number with magnitude larger than supported "
        "range");
  }
  if (number.magnitude() < kMagnitudeMin) {
    return wrong(
        "Number underflow. Attempting to store a number with magnitude smaller than supported "
        "range");
  }
  return number;
}

int Decimal::compare(Decimal const& other) const {
  if (digits_.empty() || other.digits_.empty() || negative_ != other.negative_) {
    int const mine = digits_.empty() ? 0 : negative_ ? -1 : 1;
    int const its = other.digits_.empty() ? 0 : other.negative_ ? -1 : 1;
    return mine - its;
  }
  int const order = magnitude() != other.magnitude() ? magnitude() - other.magnitude()
                                                     : digits_.compare(other.digits_);
  return negative_ ? -order : order;
}

Result<Decimal> Decimal::plus(Decimal const& other) const {
  if (digits_.empty()) return other;
  if (other.digits_.empty()) return *this;
  // Both as whole numbers of the smaller exponent, of one length: at most some 300 digits.
  int const exponent = std::min(exponent_, other.exponent_);
  std::string a = digits_ + std::string(static_cast<std::size_t>(exponent_ - exponent), '0');
  std::string b =
      other.digits_ + std::string(static_cast<std::size_t>(other.exponent_ - exponent), '0');
  std::size_t const size = std::max(a.size(), b.size());
  a.insert(0, size - a.size(), '0');
  b.insert(0, size - b.size(), '0');
  Decimal result;
  result.exponent_ = exponent;
  result.negative_ = negative_;
  if (negative_ == other.negative_) {
    result.digits_ = sum(a, b);
  } else {
    bool const smaller = a < b;
    if (smaller) result.negative_ = other.negative_;
    result.digits_ = smaller ? difference(b, a) : difference(a, b);
  }
  return result.checked();
}

Decimal Decimal::negated() const {
  Decimal number = *this;
  number.negative_ = !negative_ && !digits_.empty();
  return number;
}

std::string Decimal::text() const {
  if (digits_.empty()) return "0";
  std::string number = digits_;
  if (magnitude() > kPlainMax || exponent_ < -kPlainMax) {
    int const exponent = magnitude() - 1;
    if (number.size() > 1) number.insert(1, 1, '.');
    number += (exponent < 0 ? "E" : "E+") + std::to_string(exponent);
  } else if (exponent_ >= 0) {
    number.append(static_cast<std::size_t>(exponent_), '0');
  } else if (magnitude() > 0) {
    number.insert(static_cast<std::size_t>(magnitude()), 1, '.');
  } else {
    number.insert(0, "0." + std::string(static_cast<std::size_t>(-magnitude()), '0'));
  }
  return negative_ ? "-" + number : number;
}

}  // namespace helio::aws::dynamodb
