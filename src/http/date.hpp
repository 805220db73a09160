// HTTP dates (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace helio::http {

[[nodiscard]] std::string to_http_date(Timestamp time);

// The preferred form only; the two obsolete ones are none, and a condition with an unreadable date
// is to be ignored anyway.
[[nodiscard]] std::optional<Timestamp> parse_http_date(std::string_view text);

}  // namespace helio::http
