// Retries as the AWS SDKs' standard mode has them: which failures are worth another try, how long
// to wait before it, and a quota that ends retries when a whole service fails.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#pragma once

#include <chrono>
#include <mutex>

#include "base/random.hpp"
#include "base/result.hpp"

namespace helio::awscloud {

// Throttling, 5xx and what happens on the way. Never what the request itself is to blame for.
[[nodiscard]] bool is_worth_a_retry(Error const& error);

struct Backoff {
  std::chrono::milliseconds first{1'000};
  std::chrono::milliseconds most{20'000};

  // Full jitter: evenly between nothing and first * 2^(attempt - 1), at most `most`. `attempt` is
  // the number of those made, from 1.
  [[nodiscard]] std::chrono::milliseconds after(int attempt, Random& random) const;
};

// 500 tokens: a retry takes 5, after a time-out 10. One that succeeds gives them back, and each
// success of a first attempt gives one. Callable from any thread.
class RetryQuota {
 public:
  static constexpr int kTokens = 500;

  // What was taken; 0: nothing is left, give up.
  [[nodiscard]] int take(Error const& error);
  void give_back(int taken);

 private:
  std::mutex mutex_;
  int tokens_ = kTokens;
};

}  // namespace helio::awscloud
