// RetryingNotifier: a channel that may be down, made one that is not.
//
// notify() stores the notification and returns: the workflow never waits for somebody's server.
// A thread of its own delivers; after a failure worth another try it waits longer each time, and at
// last gives up: the delivery becomes a dead letter. It is delivered once or, where the process
// ends between delivery and its note, twice; the id is the same.
//
// Errors   of notify(): those of the store; exhausted "TooManyDeliveries".
// Threads  notify() is callable from any; deliver_due() from one at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "notify/delivery_store.hpp"
#include "notify/notifier.hpp"

namespace helio::notify {

struct RetryPolicy {
  int attempts_max = 10;
  std::chrono::milliseconds first_delay{1'000};
  double rate = 3;  // of one delay to the next
  std::chrono::milliseconds delay_max{3'600'000};
  double jitter = 0.5;                // each delay is 1 - jitter to 1 of its length
  std::int64_t waiting_max = 10'000;  // deliveries of this channel that are kept
};

class RetryingNotifier final : public Notifier {
 public:
  RetryingNotifier(std::string channel, Notifier& inner, DeliveryStore& store, Clock const& clock,
                   Random& random, RetryPolicy policy = {});
  ~RetryingNotifier() override;
  RetryingNotifier(RetryingNotifier const&) = delete;
  RetryingNotifier& operator=(RetryingNotifier const&) = delete;

  Result<void> notify(Notification const& notification) override;

  // From now on a thread delivers what is due, and looks again every `look_every`.
  void start(std::chrono::milliseconds look_every = std::chrono::milliseconds(1'000));
  // Tries all that is due by now, once each; how many were delivered.
  Result<int> deliver_due() { return deliver_due({}); }

 private:
  Result<int> deliver_due(std::stop_token const& stop);
  Result<bool> attempt(Delivery delivery);
  [[nodiscard]] std::chrono::milliseconds delay_after(int attempts);
  void run(std::stop_token const& stop, std::chrono::milliseconds look_every);

  const std::string channel_;
  Notifier& inner_;
  DeliveryStore& store_;
  Clock const& clock_;
  Random& random_;
  const RetryPolicy policy_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool woken_ = false;
  std::jthread thread_;  // last: ends before what it uses
};

// Sends a dead letter again as if it were new. Errors: not_found "DeliveryNotFound".
[[nodiscard]] Result<void> redrive(DeliveryStore& store, std::string_view id, Clock const& clock);

}  // namespace helio::notify
