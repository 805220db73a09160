// EventStore: the stores of the event bus (src/events) in SQLite. docs/events.md has the tables.
//
// Each call that writes is one piece of work for the database's writer, whatever it holds: a batch
// of deliveries is settled in one commit, which other writers share.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "events/dead_letter_store.hpp"
#include "events/definition_store.hpp"
#include "events/event_store.hpp"

namespace helio::sqlite {

// For a transaction of somebody else: the event comes in when that commits, and EventBus::wake()
// has it delivered. An event whose id is there already is passed over.
[[nodiscard]] Result<void> append_event(Connection& connection, events::Event const& event,
                                        Timestamp now);

class EventStore final : public events::EventStore,
                         public events::DeadLetterStore,
                         public events::DefinitionStore {
 public:
  // Makes its tables where they are not there. Errors: as Database::migrate().
  [[nodiscard]] static Result<std::unique_ptr<EventStore>> open(Database& database);

  Result<void> append(std::span<events::Event const> events, Timestamp now) override;
  Result<std::vector<events::StoredEvent>> unrouted(std::size_t limit) override;
  Result<void> route(std::span<events::Routing const> routings, Timestamp now) override;
  Result<std::vector<events::PendingDelivery>> due(Timestamp now, std::size_t limit) override;
  Result<std::optional<Timestamp>> next_due(Timestamp now) override;
  Result<void> settle(std::span<events::Settlement const> settlements, Timestamp now) override;
  Result<std::vector<events::StoredEvent>> archived(events::ArchiveQuery const& query) override;
  Result<std::size_t> sweep(Timestamp now, std::size_t limit) override;

  Result<std::vector<events::DeadLetter>> list(std::string_view queue, std::int64_t after_id,
                                               std::size_t limit) override;
  Result<std::size_t> redrive(std::span<std::int64_t const> ids, Timestamp now) override;
  Result<void> remove(std::span<std::int64_t const> ids) override;

  Result<void> put(events::DefinitionKind kind, events::Definition const& definition) override;
  Result<void> remove(events::DefinitionKind kind, std::string_view name) override;
  Result<std::vector<events::Definition>> list(events::DefinitionKind kind) override;

 private:
  explicit EventStore(Database& database) : database_(database) {}

  Database& database_;
};

}  // namespace helio::sqlite
