// Where an event stands: by time, then in the order of arrival. As text it is the event's id, 56
// digits as CloudWatch's, and what tokens carry.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace helio::logs {

struct Position {
  std::int64_t time_ms = 0;
  std::int64_t number = 0;
  auto operator<=>(Position const&) const = default;
};

[[nodiscard]] std::string to_text(Position position);
[[nodiscard]] std::optional<Position> parse_position(std::string_view text) noexcept;

}  // namespace helio::logs
