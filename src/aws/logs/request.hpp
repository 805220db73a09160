// What the operations' requests and answers have in common: a group by name or ARN, milliseconds,
// ARNs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws/json/service.hpp"
#include "base/clock.hpp"

namespace helio::aws::logs {

[[nodiscard]] tl::unexpected<Error> invalid(std::string message);

// Of logGroupName or logGroupIdentifier, of which one is there.
[[nodiscard]] Result<std::string> group_of(Json const& input);

// Times past the year 9999 count as its end.
[[nodiscard]] std::optional<Timestamp> time_of(Json const& input, std::string_view name);
[[nodiscard]] std::int64_t ms_of(Timestamp time) noexcept;
[[nodiscard]] int limit_of(Json const& input, int otherwise);
[[nodiscard]] bool flag_of(Json const& input, std::string_view name, bool otherwise);

// "arn:aws:logs:us-east-1:000000000000:log-group:NAME"
[[nodiscard]] std::string group_arn(json::Caller const& caller, std::string_view group);

}  // namespace helio::aws::logs
