// Dispatcher: the bus without its thread: routes events, delivers what is due, counts what comes
// back. run_once() does one round and never waits, so a test drives it by a manual clock.
//
// Each round: what ended since the last one is settled in one write; events that came in are
// matched; deliveries that are due are handed to the executor, oldest first, up to
// `in_flight_max`; if capacity is left, a replay goes on; once an hour old events are swept.
// What is in flight is known only here: after a crash it is due again.
// Threads  run_once() by one at a time; the executor runs its jobs on any.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "events/event_store.hpp"
#include "events/replays.hpp"
#include "events/rule_book.hpp"
#include "events/target.hpp"

namespace helio::events {

struct DispatcherOptions {
  std::string region = "us-east-1";  // of rule ARNs
  std::string account = "000000000000";
  std::size_t in_flight_max = 64;  // deliveries given to the executor and not yet settled
  std::size_t route_max = 256;     // events matched per round
};

// Runs a job now or later; false: it has no room and will not.
using Executor = std::function<bool(std::function<void()> job)>;

class Dispatcher {
 public:
  Dispatcher(EventStore& store, RuleBook& rules, Replays& replays, TargetPort& target,
             Clock const& clock, Random& random, Executor executor, DispatcherOptions options = {});

  // True: something was done, and there may be more at once.
  // Errors: the store's; the round stops where it failed and may be run again.
  [[nodiscard]] Result<bool> run_once();

  // Writes down what has come back, and nothing else.
  [[nodiscard]] Result<bool> settle();

  // From now on jobs that did not begin give up; their deliveries stay due.
  void stop();

  // Called on the executor's thread after each delivery.
  void on_settled(std::function<void()> call) { on_settled_ = std::move(call); }
  [[nodiscard]] std::size_t in_flight() const;

 private:
  [[nodiscard]] Result<std::size_t> route();
  [[nodiscard]] Result<std::size_t> start(std::size_t room);
  [[nodiscard]] Result<bool> sweep();
  bool begin(PendingDelivery delivery);
  void attempt(PendingDelivery const& delivery, Rule const& rule, Target const& target);
  [[nodiscard]] Settlement judge(PendingDelivery const& delivery, Target const& target,
                                 Result<void> const& outcome);
  void finish(DeliveryKey const& key, std::optional<Settlement> settlement);

  EventStore& store_;
  RuleBook& rules_;
  Replays& replays_;
  TargetPort& target_;
  Clock const& clock_;
  Random& random_;
  Executor executor_;
  DispatcherOptions options_;
  std::function<void()> on_settled_;
  std::optional<Clock::Monotonic> next_sweep_;

  mutable std::mutex mutex_;
  bool stopping_ = false;
  std::set<DeliveryKey> in_flight_;
  std::vector<Settlement> ended_;  // still in flight until settled
};

}  // namespace helio::events
