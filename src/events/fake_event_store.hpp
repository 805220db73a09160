// FakeEventStore: all of the bus's stores in memory, for tests. What survives a "restart" is what a
// second bus finds in the same object.
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include "events/dead_letter_store.hpp"
#include "events/definition_store.hpp"
#include "events/event_store.hpp"

namespace helio::events {

class FakeEventStore final : public EventStore, public DeadLetterStore, public DefinitionStore {
 public:
  // While set, every call that writes fails with it.
  void fail_writes(std::optional<Error> error) {
    std::lock_guard const lock(mutex_);
    failure_ = std::move(error);
  }
  [[nodiscard]] std::size_t event_count() const {
    std::lock_guard const lock(mutex_);
    return events_.size();
  }

  Result<void> append(std::span<Event const> events, Timestamp now) override;
  Result<std::vector<StoredEvent>> unrouted(std::size_t limit) override;
  Result<void> route(std::span<Routing const> routings, Timestamp now) override;
  Result<std::vector<PendingDelivery>> due(Timestamp now, std::size_t limit) override;
  Result<std::optional<Timestamp>> next_due(Timestamp now) override;
  Result<void> settle(std::span<Settlement const> settlements, Timestamp now) override;
  Result<std::vector<StoredEvent>> archived(ArchiveQuery const& query) override;
  Result<std::size_t> sweep(Timestamp now, std::size_t limit) override;

  Result<std::vector<DeadLetter>> list(std::string_view queue, std::int64_t after_id,
                                       std::size_t limit) override;
  Result<std::size_t> redrive(std::span<std::int64_t const> ids, Timestamp now) override;
  Result<void> remove(std::span<std::int64_t const> ids) override;

  Result<void> put(DefinitionKind kind, Definition const& definition) override;
  Result<void> remove(DefinitionKind kind, std::string_view name) override;
  Result<std::vector<Definition>> list(DefinitionKind kind) override;

 private:
  struct KeptEvent {
    StoredEvent event;
    std::optional<Timestamp> keep_until;  // unset: not routed
  };
  struct KeptDelivery {
    Timestamp due{}, created{};
    int attempts = 0;
  };
  [[nodiscard]] Result<void> writable() const {
    if (failure_) return tl::unexpected(*failure_);
    return {};
  }
  [[nodiscard]] std::int64_t seq_of(std::string_view id) const;
  [[nodiscard]] bool awaited(std::int64_t seq) const;

  mutable std::mutex mutex_;
  std::optional<Error> failure_;
  std::int64_t last_seq_ = 0;
  std::int64_t last_letter_ = 0;
  std::map<std::int64_t, KeptEvent> events_;
  std::map<DeliveryKey, KeptDelivery> deliveries_;
  std::map<std::int64_t, DeadLetter> letters_;
  std::map<std::pair<DefinitionKind, std::string>, std::string> definitions_;
};

}  // namespace helio::events
