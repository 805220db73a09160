#include "events/number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace helio::events {
namespace {

constexpr std::size_t text_max = 1'000;

// A decimal as its digits without outer zeros and the power of ten of the last one.
struct Decimal {
  std::string digits;
  long exponent = 0;
  bool operator==(Decimal const&) const = default;
};

Decimal decimal(std::string_view text) {
  Decimal out;
  std::size_t const mark = text.find_first_of("eE");
  if (mark != std::string_view::npos) {
    std::size_t const digits = mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(text.data() + digits, text.data() + text.size(), out.exponent);
  }
  bool fraction = false;
  for (char const c : text.substr(0, mark)) {
    if (c == '.') fraction = true;
    if (c < '0' || c > '9') continue;
    if (!out.digits.empty() || c != '0') out.digits.push_back(c);
    if (fraction) --out.exponent;
  }
  while (!out.digits.empty() && out.digits.back() == '0') {
    out.digits.pop_back();
    ++out.exponent;
  }
  if (out.digits.empty()) out.exponent = 0;
  return out;
}

}  // namespace

std::optional<double> comparable_number(std::string_view text) {
  if (text.size() > text_max) return std::nullopt;
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  constexpr std::size_t always_exact_digits = 15;
  bool const plain = text.find_first_of("eE") == std::string_view::npos;
  if (!plain || text.size() > always_exact_digits) {
    std::array<char, 32> shortest{};
    auto const written = std::to_chars(shortest.data(), shortest.data() + shortest.size(), value);
    std::string_view const back(shortest.data(),
                                static_cast<std::size_t>(written.ptr - shortest.data()));
    if (decimal(back) != decimal(text)) return std::nullopt;
  }
  return value == 0 ? 0.0 : value;
}

}  // namespace helio::events
