// Replays: those that were started, and the one that goes on now.
//
// A replay sends events in the order they came in, a batch at a time, and stores how far it is
// after each: it goes on after a restart, and sends the batch it was in again.
// Threads  callable from any; advance() by one at a time.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "events/archive.hpp"
#include "events/definition_store.hpp"
#include "events/event_store.hpp"
#include "events/rule_book.hpp"

namespace helio::events {

class Replays {
 public:
  static constexpr std::size_t running_max = 10;
  static constexpr std::size_t batch = 100;

  Replays(DefinitionStore& definitions, EventStore& events, RuleBook& rules, Clock const& clock)
      : definitions_(definitions), events_(events), rules_(rules), clock_(clock) {}

  [[nodiscard]] Result<void> load();

  // `replay` names itself, the archive, the range and the rules; the rest is set here.
  // Errors: as validate(); not_found "ResourceNotFoundException" (archive); conflict
  // "ResourceAlreadyExistsException"; too_large "LimitExceededException"; the store's.
  [[nodiscard]] Result<Replay> start(Replay replay);
  // What was sent already is delivered. Errors: not_found "ResourceNotFoundException"; conflict
  // "IllegalStatusException" (it has ended); the store's.
  [[nodiscard]] Result<Replay> cancel(std::string_view name);
  [[nodiscard]] std::vector<Replay> list() const;  // by name
  [[nodiscard]] std::optional<Replay> find(std::string_view name) const;

  // Sends the next batch of the replay that started first. False: none is running.
  [[nodiscard]] Result<bool> advance();

 private:
  [[nodiscard]] std::optional<Replay> next() const;
  [[nodiscard]] Result<void> save(Replay const& replay);
  [[nodiscard]] Result<void> forget_old(Timestamp now);
  [[nodiscard]] std::vector<Routing> route(Replay const& replay,
                                           std::vector<StoredEvent> const& events) const;

  DefinitionStore& definitions_;
  EventStore& events_;
  RuleBook& rules_;
  Clock const& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Replay, std::less<>> replays_;
};

}  // namespace helio::events
