#include "logs/position.hpp"

#include <algorithm>
#include <charconv>

namespace helio::logs {
namespace {

constexpr std::size_t kTimeDigits = 20;
constexpr std::size_t kDigits = 56;

std::string padded(std::int64_t number, std::size_t digits) {
  std::string const text = std::to_string(std::max<std::int64_t>(number, 0));
  return std::string(digits - text.size(), '0') + text;
}

std::optional<std::int64_t> number_of(std::string_view digits) noexcept {
  std::int64_t number = 0;
  char const* const end = digits.data() + digits.size();
  auto const read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::string to_text(Position position) {
  return padded(position.time_ms, kTimeDigits) + padded(position.number, kDigits - kTimeDigits);
}

std::optional<Position> parse_position(std::string_view text) noexcept {
  if (text.size() != kDigits) return std::nullopt;
  auto const time_ms = number_of(text.substr(0, kTimeDigits));
  auto const number = number_of(text.substr(kTimeDigits));
  if (!time_ms || !number) return std::nullopt;
  return Position{*time_ms, *number};
}

}  // namespace helio::logs
