// Goal: the event bus's stores keep their promises over SQLite, and what was acknowledged is there
// when the file is opened again.
#include "adapters/sqlite/event_store.hpp"

#include "base/scratch_folder.hpp"
#include "contract/event_store_contract.hpp"

namespace helio::sqlite {
namespace {

struct Stored {
  ScratchFolder folder;
  std::unique_ptr<Database> database = Database::open(folder.path() / "helio.db").value();
  std::unique_ptr<EventStore> store = EventStore::open(*database).value();

  void open_again() {
    store.reset();
    database.reset();
    database = Database::open(folder.path() / "helio.db").value();
    store = EventStore::open(*database).value();
  }
};

events::EventStores make_stores() {
  auto const stored = std::make_shared<Stored>();
  return {stored, stored->store.get(), stored->store.get(), stored->store.get()};
}

Timestamp const now(std::chrono::seconds(1'000));

TEST(SqliteEventStore, WhatWasAcknowledgedIsThereAfterOpeningAgain) {
  Stored stored;
  std::vector<events::Event> const events = {{.id = "a"}, {.id = "b"}};
  ASSERT_TRUE(stored.store->append(events, now));
  auto const seq = stored.store->unrouted(1)->front().seq;
  std::vector<events::Routing> const routings = {{seq, {{seq, "r", "x", ""}}, now}};
  ASSERT_TRUE(stored.store->route(routings, now));
  stored.open_again();
  EXPECT_EQ(stored.store->unrouted(10)->front().id, "b");
  EXPECT_EQ(stored.store->due(now, 10)->front().event.id, "a");
}

TEST(SqliteEventStore, AnEventInAnotherTransactionStandsOrFallsWithIt) {
  Stored stored;
  auto const failed = stored.database->write([](Connection& connection) -> Result<void> {
    EXPECT_TRUE(append_event(connection, {.id = "lost"}, now));
    return fail(Errc::conflict, "Changed", "Somebody was faster.");
  });
  EXPECT_FALSE(failed);
  ASSERT_TRUE(stored.database->write(
      [](Connection& connection) { return append_event(connection, {.id = "kept"}, now); }));
  auto const events = stored.store->unrouted(10).value();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].id, "kept");
}

}  // namespace
}  // namespace helio::sqlite

namespace helio::events {
namespace {
INSTANTIATE_TEST_SUITE_P(Sqlite, EventStoreContract, testing::Values(sqlite::make_stores));
}  // namespace
}  // namespace helio::events
