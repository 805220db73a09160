// When a delivery that failed is tried again, if it is.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "events/rule.hpp"

namespace helio::events {

inline constexpr std::chrono::milliseconds retry_first{1'000};
inline constexpr std::chrono::milliseconds retry_longest{300'000};

// Errors that time may heal; the others send the event to the dead-letter queue at once.
[[nodiscard]] bool is_retried(Errc code) noexcept;

// `attempts` were made of a delivery that exists since `created`, and the last one failed. Waits 1,
// 2, 4 … s, at most 5 min, each shortened at random by up to half so that deliveries that failed
// together do not come back together. Empty: no more retries, or it would be too old by then.
[[nodiscard]] std::optional<Timestamp> retry_time(RetryPolicy const& policy, int attempts,
                                                  Timestamp created, Timestamp now, Random& random);

}  // namespace helio::events
