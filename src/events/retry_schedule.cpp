#include "events/retry_schedule.hpp"

#include <algorithm>

namespace helio::events {

bool is_retried(Errc code) noexcept {
  switch (code) {
    case Errc::conflict:
    case Errc::exhausted:
    case Errc::cancelled:
    case Errc::timed_out:
    case Errc::unavailable:
    case Errc::internal:
      return true;
    default:
      return false;
  }
}

std::optional<Timestamp> retry_time(RetryPolicy const& policy, int attempts, Timestamp created,
                                    Timestamp now, Random& random) {
  if (attempts > policy.retries_max) return std::nullopt;
  constexpr int doublings_max = 9;  // past the longest wait anyway
  auto const wait =
      std::min(retry_longest, retry_first * (1 << std::clamp(attempts - 1, 0, doublings_max)));
  auto const shortened = std::chrono::milliseconds(
      static_cast<std::int64_t>(static_cast<double>(wait.count()) * (1.0 - random.unit() / 2)));
  Timestamp const at = now + shortened;
  if (at - created > std::chrono::seconds(policy.age_s_max)) return std::nullopt;
  return at;
}

}  // namespace helio::events
