// EventStore: what the bus must not forget: events, who is still to get them, and what was given
// up.
//
// An event comes in (append), is routed once (route: which rules and targets), and is then kept
// until `keep_until` and until its deliveries are settled. All ids of rows are `seq`: greater came
// later.
// Durability what a call returned success for survives a crash; each call is one transaction.
// Threads    callable from any; route(), due() and settle() are called by one at a time.
// Errors     exhausted "SlowDown", "DiskFull"; unavailable "StoreUnavailable"; corrupt.
// Contract   tests/contract/event_store_contract.hpp must pass for every implementation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "events/event.hpp"

namespace helio::events {

struct StoredEvent {
  std::int64_t seq = 0;
  std::string id;
  std::string bus;
  Timestamp ingested{};
  std::string json;  // the envelope
};

// One delivery's name: of this event, by this rule, to this target of it, in this replay (or "").
struct DeliveryKey {
  std::int64_t event_seq = 0;
  std::string rule;
  std::string target_id;
  std::string replay;
  auto operator<=>(DeliveryKey const&) const = default;
};

struct Routing {
  std::int64_t event_seq = 0;
  std::vector<DeliveryKey> deliveries;  // one that exists already is left as it is
  std::optional<Timestamp> keep_until;  // of the event; unset (in a replay): unchanged
};

struct PendingDelivery {
  DeliveryKey key;
  StoredEvent event;
  Timestamp created{};
  int attempts = 0;  // made so far
};

struct Settlement {
  enum class Outcome : std::uint8_t { done, retry, dead };
  DeliveryKey key;
  Outcome outcome = Outcome::done;
  Timestamp retry_at{};  // of retry
  // Of dead: the queue, and what the last attempt said.
  std::string queue;
  std::string target_arn;
  std::string error_name;
  std::string error_message;
};

struct ArchiveQuery {
  std::string bus = "default";
  Timestamp from{}, to{};  // of ingestion: [from, to)
  // Only events after this one, in the order of (ingested, seq).
  Timestamp after_time{};
  std::int64_t after_seq = 0;
  std::size_t limit = 100;
};

class EventStore {
 public:
  virtual ~EventStore() = default;

  // An event whose id is there already is passed over: publishing again is safe.
  [[nodiscard]] virtual Result<void> append(std::span<Event const> events, Timestamp now) = 0;
  // Events that came in and were not routed, oldest first.
  [[nodiscard]] virtual Result<std::vector<StoredEvent>> unrouted(std::size_t limit) = 0;
  // Marks the events routed and makes their deliveries, due at `now`.
  [[nodiscard]] virtual Result<void> route(std::span<Routing const> routings, Timestamp now) = 0;
  // Deliveries due at `now`, in the order of (due, seq).
  [[nodiscard]] virtual Result<std::vector<PendingDelivery>> due(Timestamp now,
                                                                 std::size_t limit) = 0;
  // When the first delivery after `now` becomes due.
  [[nodiscard]] virtual Result<std::optional<Timestamp>> next_due(Timestamp now) = 0;
  // Done ones are forgotten, retried ones counted and put off, dead ones moved to their queue. All
  // of a batch in one transaction; a key that is not there is passed over.
  [[nodiscard]] virtual Result<void> settle(std::span<Settlement const> settlements,
                                            Timestamp now) = 0;
  // Routed events, also those past their keep_until that are not yet swept.
  [[nodiscard]] virtual Result<std::vector<StoredEvent>> archived(ArchiveQuery const& query) = 0;
  // Removes at most `limit` routed events whose keep_until is before `now` and that nobody waits
  // for; returns how many.
  [[nodiscard]] virtual Result<std::size_t> sweep(Timestamp now, std::size_t limit) = 0;
};

}  // namespace helio::events
