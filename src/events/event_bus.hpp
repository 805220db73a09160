// EventBus: Amazon EventBridge in this process: publish, rules, archives, replays, dead letters.
//
// publish() returns when the events are on the disk; from there each is delivered at least once to
// every target of every rule that matches, or becomes a dead letter, also after a crash. Somebody
// who writes events into the store himself (the object store, in the transaction of an upload)
// calls wake() after his commit.
// Threads  all functions are callable from any.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "base/ids.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/worker_pool.hpp"
#include "events/buses.hpp"
#include "events/dead_letter_store.hpp"
#include "events/definition_store.hpp"
#include "events/dispatcher.hpp"
#include "events/event_store.hpp"
#include "events/replays.hpp"
#include "events/rule_book.hpp"
#include "events/target.hpp"

namespace helio::events {

// What a bus stands on; all must outlive it.
struct EventBusParts {
  EventStore& events;
  DeadLetterStore& dead_letters;
  DefinitionStore& definitions;
  TargetPort& target;
  Clock const& clock;
  Random& random;
  IdGenerator& ids;
};

struct EventBusOptions {
  std::string region = "us-east-1";  // of rule ARNs
  std::string account = "000000000000";
  std::size_t workers = 4;         // deliveries at a time; 1 keeps a replay strictly in order
  std::size_t in_flight_max = 64;  // deliveries read from the store and not yet settled
};

class EventBus {
 public:
  static constexpr std::size_t publish_max = 1'000;  // events of one call

  // Reads the rules, archives and replays. Delivers nothing before start().
  [[nodiscard]] static Result<std::unique_ptr<EventBus>> open(EventBusParts parts,
                                                              EventBusOptions options = {});
  ~EventBus();  // stop()
  EventBus(EventBus const&) = delete;
  EventBus& operator=(EventBus const&) = delete;

  // Returns the events' ids, of which empty ones are filled. All are stored or none.
  // Errors: as validate(Event); too_large "LimitExceededException"; the store's.
  [[nodiscard]] Result<std::vector<std::string>> publish(std::vector<Event> events);
  // There may be events in the store that nobody told of.
  void wake();

  void start();
  // Begins no more deliveries, waits for those that run (their targets have time limits), and
  // writes down how they ended. The rest stays in the store.
  void stop();

  [[nodiscard]] Timestamp now() const { return parts_.clock.wall(); }
  [[nodiscard]] RuleBook& rules() noexcept { return rules_; }
  [[nodiscard]] Replays& replays() noexcept { return replays_; }
  [[nodiscard]] Buses& buses() noexcept { return buses_; }
  [[nodiscard]] Result<Replay> start_replay(Replay replay);

  [[nodiscard]] Result<std::vector<DeadLetter>> dead_letters(std::string_view queue,
                                                             std::int64_t after_id,
                                                             std::size_t limit);
  [[nodiscard]] Result<std::size_t> redrive(std::vector<std::int64_t> const& ids);

 private:
  EventBus(EventBusParts parts, EventBusOptions options);
  void run();
  [[nodiscard]] std::chrono::milliseconds until_next();

  EventBusParts parts_;
  EventBusOptions options_;
  RuleBook rules_;
  Replays replays_;
  Buses buses_;
  Dispatcher dispatcher_;

  std::mutex mutex_;
  std::condition_variable woken_condition_;
  bool woken_ = false;
  bool stopping_ = false;
  std::unique_ptr<WorkerPool> pool_;
  std::thread thread_;
};

}  // namespace helio::events
