// Goal: the promises in events/event_store.hpp, dead_letter_store.hpp and definition_store.hpp hold
// for every implementation.
// Method: one TEST_P per promise; an adapter joins with one INSTANTIATE line giving a factory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "events/dead_letter_store.hpp"
#include "events/definition_store.hpp"
#include "events/event_store.hpp"

namespace helio::events {

struct EventStores {
  std::shared_ptr<void> owner;  // of what the pointers point to
  EventStore* events = nullptr;
  DeadLetterStore* dead_letters = nullptr;
  DefinitionStore* definitions = nullptr;
};
using EventStoresFactory = std::function<EventStores()>;

class EventStoreContract : public testing::TestWithParam<EventStoresFactory> {
 protected:
  static Timestamp at(int seconds) { return Timestamp(std::chrono::seconds(1'000 + seconds)); }
  static Event event(std::string const& id, std::string const& bus = "default") {
    return {.id = id, .bus = bus, .source = "test", .detail_type = "Thing", .time = at(0)};
  }
  void append(std::vector<Event> const& events, int seconds = 0) {
    auto const done = store().append(events, at(seconds));
    ASSERT_TRUE(done) << done.error().message;
  }
  std::vector<StoredEvent> unrouted() { return store().unrouted(100).value(); }
  // Routes all that is unrouted to the given targets of rule "r".
  void route_all(std::vector<std::string> const& targets, int seconds = 0, int keep_s = 1'000) {
    std::vector<Routing> routings;
    for (StoredEvent const& each : unrouted()) {
      Routing routing{each.seq, {}, at(keep_s)};
      for (auto const& target : targets) routing.deliveries.push_back({each.seq, "r", target, ""});
      routings.push_back(std::move(routing));
    }
    auto const done = store().route(routings, at(seconds));
    ASSERT_TRUE(done) << done.error().message;
  }
  std::vector<PendingDelivery> due(int seconds) { return store().due(at(seconds), 100).value(); }
  // "EVENT/TARGET", in the order they are due.
  std::vector<std::string> due_names(int seconds) {
    std::vector<std::string> out;
    for (auto const& each : due(seconds)) {
      std::string const replay = each.key.replay.empty() ? "" : "/" + each.key.replay;
      out.push_back(each.event.id + "/" + each.key.target_id + replay);
    }
    return out;
  }
  void settle(std::vector<Settlement> const& settlements, int seconds = 0) {
    auto const done = store().settle(settlements, at(seconds));
    ASSERT_TRUE(done) << done.error().message;
  }
  void kill(DeliveryKey const& key) {
    settle({{.key = key,
             .outcome = Settlement::Outcome::dead,
             .queue = "arn:q",
             .target_arn = "arn:t",
             .error_name = "Broken",
             .error_message = "It is broken."}},
           5);
  }
  std::vector<std::string> archived(ArchiveQuery const& query) {
    std::vector<std::string> out;
    auto const events = store().archived(query).value();
    for (StoredEvent const& each : events) out.push_back(each.id);
    return out;
  }
  EventStore& store() { return *stores_.events; }

  EventStores stores_ = GetParam()();
};

using Names = std::vector<std::string>;

TEST_P(EventStoreContract, EventsComeBackInOrderUntilTheyAreRouted) {
  append({event("b"), event("a")}, 3);
  append({event("c", "other")});
  auto const events = unrouted();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].id, "b");
  EXPECT_EQ(events[0].json, to_json(event("b")));
  EXPECT_EQ(events[0].ingested, at(3));
  EXPECT_LT(events[0].seq, events[1].seq);
  EXPECT_EQ(events[2].bus, "other");
  EXPECT_EQ(store().unrouted(1)->size(), 1U);
  route_all({});
  EXPECT_TRUE(unrouted().empty());
}

TEST_P(EventStoreContract, AnEventIsAppendedOnce) {
  append({event("a")});
  append({event("a"), event("b")});
  EXPECT_EQ(unrouted().size(), 2U);
}

TEST_P(EventStoreContract, DeliveriesAreDueInOrder) {
  append({event("a"), event("b")});
  route_all({"x", "y"}, 2);
  EXPECT_TRUE(due(1).empty());
  EXPECT_EQ(due_names(2), (Names{"a/x", "a/y", "b/x", "b/y"}));
  EXPECT_EQ(store().due(at(2), 3)->size(), 3U);
  auto const first = due(2).front();
  EXPECT_EQ(first.created, at(2));
  EXPECT_EQ(first.attempts, 0);
  EXPECT_EQ(first.event.json, to_json(event("a")));
}

TEST_P(EventStoreContract, RoutingAgainMakesNoSecondDelivery) {
  append({event("a")});
  auto const seq = unrouted().front().seq;
  route_all({"x"});
  settle({{.key = {seq, "r", "x", ""}, .outcome = Settlement::Outcome::retry, .retry_at = at(9)}});
  ASSERT_TRUE(store().route(std::vector<Routing>{{seq, {{seq, "r", "x", ""}}, at(1)}}, at(1)));
  EXPECT_TRUE(due(8).empty());
  EXPECT_EQ(due(9).size(), 1U);
}

TEST_P(EventStoreContract, ARoutingOfAnUnknownEventIsPassedOver) {
  ASSERT_TRUE(store().route(std::vector<Routing>{{77, {{77, "r", "x", ""}}, at(1)}}, at(1)));
  EXPECT_TRUE(due(9).empty());
}

TEST_P(EventStoreContract, SettlingForgetsRetriesAndKills) {
  append({event("a"), event("b"), event("c")});
  route_all({"x"});
  auto const all = due(0);
  settle({{.key = all[0].key},
          {.key = all[1].key, .outcome = Settlement::Outcome::retry, .retry_at = at(7)},
          {.key = {999, "r", "x", ""}}});
  EXPECT_EQ(due_names(0), (Names{"c/x"}));
  EXPECT_EQ(store().next_due(at(0)).value(), at(7));
  kill(all[2].key);
  EXPECT_EQ(due_names(7), (Names{"b/x"}));
  EXPECT_EQ(due(7).front().attempts, 1);
  EXPECT_EQ(store().next_due(at(7)).value(), std::nullopt);
}

TEST_P(EventStoreContract, ReplaysAreDeliveriesOfTheirOwn) {
  append({event("a")});
  route_all({"x"});
  auto const seq = due(0).front().key.event_seq;
  Routing const again{seq, {{seq, "r", "x", "replay-1"}}, std::nullopt};
  ASSERT_TRUE(store().route(std::vector<Routing>{again}, at(1)));
  EXPECT_EQ(due_names(1), (Names{"a/x", "a/x/replay-1"}));
  settle({{.key = {seq, "r", "x", ""}}});
  EXPECT_EQ(due_names(1), (Names{"a/x/replay-1"}));
}

TEST_P(EventStoreContract, DeadLettersAreListedRedrivenAndRemoved) {
  append({event("a"), event("b")});
  route_all({"x"});
  for (auto const& each : due(0)) kill(each.key);
  auto& letters = *stores_.dead_letters;
  EXPECT_TRUE(letters.list("", 0, 10)->empty());
  auto const list = letters.list("arn:q", 0, 10).value();
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].event_id, "a");
  EXPECT_EQ(list[0].event_json, to_json(event("a")));
  EXPECT_EQ(list[0].rule, "r");
  EXPECT_EQ(list[0].target_id, "x");
  EXPECT_EQ(list[0].target_arn, "arn:t");
  EXPECT_EQ(list[0].error_name, "Broken");
  EXPECT_EQ(list[0].error_message, "It is broken.");
  EXPECT_EQ(list[0].attempts, 1);
  EXPECT_EQ(list[0].died, at(5));
  EXPECT_EQ(letters.list("arn:q", list[0].id, 10)->size(), 1U);
  EXPECT_EQ(letters.redrive(std::vector<std::int64_t>{list[0].id, 999}, at(6)).value(), 1U);
  EXPECT_EQ(due_names(6), (Names{"a/x"}));
  EXPECT_EQ(due(6).front().attempts, 0);
  EXPECT_EQ(due(6).front().created, at(6));
  ASSERT_TRUE(letters.remove(std::vector<std::int64_t>{list[1].id}));
  EXPECT_TRUE(letters.list("arn:q", 0, 10)->empty());
}

TEST_P(EventStoreContract, ADeadLetterOutlivesItsEvent) {
  append({event("a")});
  route_all({"x"}, 0, 1);
  kill(due(0).front().key);
  EXPECT_EQ(store().sweep(at(2), 10).value(), 1U);
  auto const id = stores_.dead_letters->list("arn:q", 0, 10)->front().id;
  EXPECT_EQ(stores_.dead_letters->redrive(std::vector<std::int64_t>{id}, at(3)).value(), 1U);
  EXPECT_EQ(due_names(3), (Names{"a/x"}));
  EXPECT_TRUE(unrouted().empty());
  auto const month = std::chrono::days(40);
  kill(due(3).front().key);
  ASSERT_TRUE(store().sweep(at(0) + month, 10));
  EXPECT_TRUE(stores_.dead_letters->list("arn:q", 0, 10)->empty());
}

TEST_P(EventStoreContract, SweepKeepsWhatIsYoungAwaitedOrUnrouted) {
  append({event("old"), event("awaited")});
  auto const events = unrouted();
  std::vector<Routing> routings = {{events[0].seq, {}, at(5)},
                                   {events[1].seq, {{events[1].seq, "r", "x", ""}}, at(5)}};
  ASSERT_TRUE(store().route(routings, at(0)));
  append({event("young")});
  route_all({}, 0, 50);
  append({event("unrouted")});
  EXPECT_EQ(store().sweep(at(5), 10).value(), 0U);
  EXPECT_EQ(store().sweep(at(6), 10).value(), 1U);
  EXPECT_EQ(archived({.to = at(99)}), (Names{"awaited", "young"}));
  settle({{.key = {events[1].seq, "r", "x", ""}}});
  EXPECT_EQ(store().sweep(at(60), 1).value(), 1U);
  EXPECT_EQ(store().sweep(at(60), 10).value(), 1U);
  EXPECT_EQ(unrouted().size(), 1U);
}

TEST_P(EventStoreContract, TheArchiveIsReadByBusTimeAndCursor) {
  append({event("a")}, 1);
  append({event("b"), event("c"), event("other", "other")}, 2);
  append({event("d")}, 3);
  EXPECT_TRUE(archived({.to = at(99)}).empty()) << "unrouted events are not there yet";
  route_all({});
  EXPECT_EQ(archived({.from = at(2), .to = at(3)}), (Names{"b", "c"}));
  EXPECT_EQ(archived({.to = at(99), .limit = 2}), (Names{"a", "b"}));
  EXPECT_EQ(archived({.bus = "other", .to = at(99)}), (Names{"other"}));
  auto const b = store().archived({.from = at(2), .to = at(99), .limit = 1})->front();
  EXPECT_EQ(archived({.to = at(99), .after_time = b.ingested, .after_seq = b.seq}),
            (Names{"c", "d"}));
}

TEST_P(EventStoreContract, DefinitionsAreReplacedListedAndRemoved) {
  auto& definitions = *stores_.definitions;
  ASSERT_TRUE(definitions.put(DefinitionKind::rule, {"b", "1"}));
  ASSERT_TRUE(definitions.put(DefinitionKind::rule, {"a", "2"}));
  ASSERT_TRUE(definitions.put(DefinitionKind::archive, {"a", "3"}));
  ASSERT_TRUE(definitions.put(DefinitionKind::rule, {"b", "4"}));
  auto const rules = definitions.list(DefinitionKind::rule).value();
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0].name, "a");
  EXPECT_EQ(rules[1].json, "4");
  ASSERT_TRUE(definitions.remove(DefinitionKind::rule, "a"));
  ASSERT_TRUE(definitions.remove(DefinitionKind::rule, "unknown"));
  EXPECT_EQ(definitions.list(DefinitionKind::rule)->size(), 1U);
  EXPECT_EQ(definitions.list(DefinitionKind::archive)->size(), 1U);
}

}  // namespace helio::events
