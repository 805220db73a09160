// Timestamps as text: RFC 3339 in UTC, the form of every stored and sent time.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio {

// "2026-11-25T07:48:03.120Z"
[[nodiscard]] std::string to_rfc3339(Timestamp time);

// "2026-11-25T07:48:03Z", as EventBridge writes an event's time.
[[nodiscard]] std::string to_rfc3339_seconds(Timestamp time);

// Reads RFC 3339 with any offset and up to nine digits of fraction (cut to milliseconds); a `T` and
// a zone are demanded. Errors: invalid_argument "InvalidTimestamp".
[[nodiscard]] Result<Timestamp> parse_rfc3339(std::string_view text);

}  // namespace helio
