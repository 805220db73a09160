#include "adapters/awscloud/retry.hpp"

#include <algorithm>
#include <cmath>

namespace helio::awscloud {
namespace {

constexpr int kRetryCost = 5;
constexpr int kTimeoutCost = 10;
constexpr int kSuccess = 1;
constexpr int kDoublingsMax = 20;

}  // namespace

bool is_worth_a_retry(Error const& error) {
  return error.code == Errc::exhausted || error.code == Errc::unavailable ||
         error.code == Errc::timed_out;
}

std::chrono::milliseconds Backoff::after(int attempt, Random& random) const {
  double const longest =
      static_cast<double>(first.count()) * std::exp2(std::clamp(attempt - 1, 0, kDoublingsMax));
  double const bounded = std::min(longest, static_cast<double>(most.count()));
  return std::chrono::milliseconds(static_cast<std::int64_t>(bounded * random.unit()));
}

int RetryQuota::take(Error const& error) {
  int const cost = error.code == Errc::timed_out ? kTimeoutCost : kRetryCost;
  std::scoped_lock const lock(mutex_);
  if (tokens_ < cost) return 0;
  tokens_ -= cost;
  return cost;
}

void RetryQuota::give_back(int taken) {
  std::scoped_lock const lock(mutex_);
  tokens_ = std::min(tokens_ + (taken > 0 ? taken : kSuccess), kTokens);
}

}  // namespace helio::awscloud
