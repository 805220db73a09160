// Goal: the promises in logs/log_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line giving a factory. The
// clock stands at 1,750,000,000 s.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "logs/log_store.hpp"

namespace helio::logs {

struct Logs {
  std::shared_ptr<LogCatalog> catalog;
  std::shared_ptr<LogStore> store;
};
using LogsFactory = std::function<Logs(Clock const&)>;

class LogStoreContract : public testing::TestWithParam<LogsFactory> {
 protected:
  static Timestamp at(int seconds) { return Timestamp(std::chrono::seconds(seconds)); }
  static LogEvent event(int seconds, std::string message) {
    return {at(seconds), std::move(message)};
  }
  void append(std::string group, std::string stream, std::vector<LogEvent> events) {
    std::vector<Batch> const batches = {{std::move(group), std::move(stream), std::move(events)}};
    auto const done = logs_.store->append(batches);
    EXPECT_TRUE(done) << done.error().message;
  }
  static std::string messages(std::vector<StoredEvent> const& events) {
    std::string text;
    for (StoredEvent const& each : events) text += each.message + " ";
    return text;
  }
  std::string filtered(Filter const& what) {
    auto const page = logs_.store->filter(what);
    EXPECT_TRUE(page) << page.error().message << page.error().detail;
    return page ? messages(page->events) : std::string();
  }
  std::int64_t bytes(std::string_view group) {
    return logs_.catalog->groups(group, "", 1).value().at(0).stored_bytes;
  }

  ManualClock clock_;
  Logs logs_ = GetParam()(clock_);
};

TEST_P(LogStoreContract, AppendMakesGroupsAndStreams) {
  append("/g", "s", {event(20, "b"), event(10, "a")});
  auto const groups = logs_.catalog->groups("", "", 10).value();
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].name, "/g");
  EXPECT_EQ(groups[0].stored_bytes, 2);
  EXPECT_FALSE(groups[0].retention_days);
  auto const streams = logs_.catalog->streams({.group = "/g"}).value();
  ASSERT_EQ(streams.size(), 1U);
  EXPECT_EQ(streams[0].first_event_at, at(10));
  EXPECT_EQ(streams[0].last_event_at, at(20));
  EXPECT_EQ(streams[0].last_ingested_at, clock_.wall());
}

TEST_P(LogStoreContract, ABadNameInOneBatchStoresNone) {
  std::vector<Batch> const batches = {{"/g", "s", {event(1, "a")}}, {"/g", "a:b", {event(1, "b")}}};
  EXPECT_EQ(logs_.store->append(batches).error().name, "InvalidParameterException");
  EXPECT_TRUE(logs_.catalog->groups("", "", 10)->empty());
}

TEST_P(LogStoreContract, TheCatalogIsKept) {
  auto& catalog = *logs_.catalog;
  ASSERT_TRUE(catalog.create_group("/a/2"));
  ASSERT_TRUE(catalog.create_group("/a/1"));
  ASSERT_TRUE(catalog.create_group("/b"));
  EXPECT_EQ(catalog.create_group("/b").error().name, "ResourceAlreadyExistsException");
  EXPECT_EQ(catalog.create_group("a*").error().name, "InvalidParameterException");
  EXPECT_EQ(catalog.create_group("").error().name, "InvalidParameterException");
  EXPECT_EQ(catalog.groups("/a", "", 10)->size(), 2U);
  EXPECT_EQ(catalog.groups("/a", "", 1)->at(0).name, "/a/1");
  EXPECT_EQ(catalog.groups("/a", "/a/1", 10)->at(0).name, "/a/2");
  EXPECT_TRUE(catalog.groups("/_", "", 10)->empty());
  ASSERT_TRUE(catalog.create_stream("/b", "s2"));
  ASSERT_TRUE(catalog.create_stream("/b", "s1"));
  EXPECT_EQ(catalog.create_stream("/b", "s1").error().name, "ResourceAlreadyExistsException");
  EXPECT_EQ(catalog.create_stream("/none", "s").error().name, "ResourceNotFoundException");
  EXPECT_FALSE(catalog.streams({.group = "/b", .prefix = "s"})->at(0).last_event_at);
  EXPECT_EQ(catalog.streams({.group = "/none"}).error().name, "ResourceNotFoundException");
  ASSERT_TRUE(catalog.set_retention("/b", 14));
  EXPECT_EQ(catalog.groups("/b", "", 1)->at(0).retention_days, 14);
  ASSERT_TRUE(catalog.set_retention("/b", std::nullopt));
  EXPECT_FALSE(catalog.groups("/b", "", 1)->at(0).retention_days);
  EXPECT_EQ(catalog.set_retention("/b", 2).error().name, "InvalidParameterException");
  EXPECT_EQ(catalog.set_retention("/none", 1).error().name, "ResourceNotFoundException");
}

TEST_P(LogStoreContract, StreamsAreListedInEveryOrder) {
  append("/g", "b", {event(3, "x")});
  append("/g", "a", {event(5, "x")});
  append("/g", "d", {event(3, "x")});
  append("/g", "other", {event(1, "x")});
  ASSERT_TRUE(logs_.catalog->create_stream("/g", "c"));
  append("/h", "a", {event(4, "x")});
  struct Row {
    ListStreams what;
    char const* want;
  };
  using enum StreamOrder;
  Row const rows[] = {
      {{}, "a b c d other "},
      {{.prefix = "o"}, "other "},
      {{.descending = true}, "other d c b a "},
      {{.order = last_event}, "c other b d a "},
      {{.order = last_event, .descending = true}, "a d b other c "},
  };
  for (Row row : rows) {
    SCOPED_TRACE(row.want);
    row.what.group = "/g";
    for (int const limit : {1, 2, 3, 50}) {
      row.what.limit = limit;
      row.what.after.reset();
      std::string names;
      for (auto page = logs_.catalog->streams(row.what).value(); !page.empty();
           page = logs_.catalog->streams(row.what).value()) {
        for (LogStream const& stream : page) names += stream.name + " ";
        row.what.after = page.back();
      }
      EXPECT_EQ(names, row.want);
    }
  }
}

TEST_P(LogStoreContract, APageHoldsAMegabyteOrOneEvent) {
  std::string const big(kMessageBytesMax, 'x');
  append("/g", "s", {event(1, big), event(2, big), event(3, big), event(4, big), event(5, big)});
  auto const head = logs_.store->read({.group = "/g", .stream = "s", .from_head = true}).value();
  EXPECT_EQ(head.events.size(), 4U);
  EXPECT_EQ(logs_.store->read({.group = "/g", .stream = "s", .token = head.forward})->events.size(),
            1U);
  EXPECT_EQ(logs_.store->read({.group = "/g", .stream = "s"})->events.front().time, at(2));
  auto const page = logs_.store->filter({.group = "/g"}).value();
  EXPECT_EQ(page.events.size(), 4U);
  EXPECT_EQ(logs_.store->filter({.group = "/g", .token = page.next})->events.size(), 1U);
}

TEST_P(LogStoreContract, WhatIsDeletedIsGone) {
  append("/g", "s", {event(1, "aa")});
  append("/g", "t", {event(2, "bbb")});
  ASSERT_TRUE(logs_.catalog->delete_stream("/g", "s"));
  EXPECT_EQ(filtered({.group = "/g"}), "bbb ");
  EXPECT_EQ(bytes("/g"), 3);
  EXPECT_EQ(logs_.catalog->delete_stream("/g", "s").error().name, "ResourceNotFoundException");
  ASSERT_TRUE(logs_.catalog->delete_group("/g"));
  EXPECT_EQ(logs_.catalog->delete_group("/g").error().name, "ResourceNotFoundException");
  EXPECT_EQ(logs_.store->filter({.group = "/g"}).error().name, "ResourceNotFoundException");
  append("/g", "t", {event(3, "c")});
  EXPECT_EQ(filtered({.group = "/g"}), "c ");
}

TEST_P(LogStoreContract, AStreamIsReadInBothDirections) {
  append("/g", "s", {event(3, "c"), event(1, "a"), event(2, "b1"), event(2, "b2"), event(5, "e")});
  append("/g", "other", {event(2, "x")});
  auto const read = [this](ReadStream what) {
    what.group = "/g";
    what.stream = "s";
    return logs_.store->read(what).value();
  };
  EXPECT_EQ(messages(read({}).events), "a b1 b2 c e ");
  EXPECT_EQ(messages(read({.from = at(2), .to = at(3)}).events), "b1 b2 ");
  auto page = read({.limit = 2});
  EXPECT_EQ(messages(page.events), "c e ");
  page = read({.limit = 2, .token = page.backward});
  EXPECT_EQ(messages(page.events), "b1 b2 ");
  page = read({.limit = 2, .token = page.backward});
  EXPECT_EQ(messages(page.events), "a ");
  auto const end = read({.limit = 2, .token = page.backward});
  EXPECT_TRUE(end.events.empty());
  EXPECT_EQ(end.backward, page.backward);
  EXPECT_EQ(messages(read({.limit = 2, .token = end.forward}).events), "a b1 ");

  page = read({.limit = 4, .from_head = true});
  EXPECT_EQ(messages(page.events), "a b1 b2 c ");
  page = read({.limit = 4, .token = page.forward});
  EXPECT_EQ(messages(page.events), "e ");
  page = read({.limit = 4, .token = page.forward});
  EXPECT_TRUE(page.events.empty());
  append("/g", "s", {event(6, "f")});
  EXPECT_EQ(messages(read({.token = page.forward}).events), "f ");
  EXPECT_EQ(messages(read({.limit = 1, .token = page.backward}).events), "e ");
}

TEST_P(LogStoreContract, BadReadsAreRefused) {
  append("/g", "s", {event(1, "a")});
  auto const read = [this](ReadStream const& what) { return logs_.store->read(what).error().name; };
  EXPECT_EQ(read({.group = "/none", .stream = "s"}), "ResourceNotFoundException");
  EXPECT_EQ(read({.group = "/g", .stream = "none"}), "ResourceNotFoundException");
  EXPECT_EQ(read({.group = "/g", .stream = "s", .limit = 0}), "InvalidParameterException");
  EXPECT_EQ(read({.group = "/g", .stream = "s", .limit = 10'001}), "InvalidParameterException");
  EXPECT_EQ(read({.group = "/g", .stream = "s", .token = "f/x"}), "InvalidParameterException");
  EXPECT_EQ(logs_.store->filter({.group = "/g", .token = "x"}).error().name,
            "InvalidParameterException");
  EXPECT_EQ(logs_.store->filter({.group = "/g", .pattern = "{"}).error().name,
            "InvalidParameterException");
}

TEST_P(LogStoreContract, AGroupIsFiltered) {
  append("/g", "2026/a", {event(1, "one"), event(3, "three"), event(4, "four")});
  append("/g", "2026/b", {event(2, "two")});
  append("/g", "2025/c", {event(2, "too")});
  append("/h", "2026/a", {event(2, "elsewhere")});
  struct Row {
    char const* name;
    Filter what;
    char const* want;
  };
  Row const rows[] = {
      {"all", {}, "one two too three four "},
      {"streams", {.streams = {"2026/b", "2025/c"}}, "two too "},
      {"no such stream", {.streams = {"none"}}, ""},
      {"prefix", {.stream_prefix = "2026/"}, "one two three four "},
      {"time, both ends inside", {.from = at(2), .to = at(3)}, "two too three "},
      {"pattern", {.pattern = "o -four"}, "one two too "},
      {"the newest", {.limit = 2, .newest = true}, "three four "},
      {"the newest of a time", {.to = at(3), .limit = 2, .newest = true}, "too three "},
      {"the newest that match", {.pattern = "o -four", .limit = 1, .newest = true}, "too "},
      {"fewer than asked for", {.stream_prefix = "2025", .newest = true}, "too "},
  };
  for (Row row : rows) {
    SCOPED_TRACE(row.name);
    row.what.group = "/g";
    EXPECT_EQ(filtered(row.what), row.want);
  }
  Filter what{.group = "/g", .limit = 3};
  auto page = logs_.store->filter(what).value();
  EXPECT_EQ(messages(page.events), "one two too ");
  what.token = page.next;
  page = logs_.store->filter(what).value();
  EXPECT_EQ(messages(page.events), "three four ");
  EXPECT_EQ(page.next, "");
  auto const newest = logs_.store->filter({.group = "/g", .limit = 2, .newest = true}).value();
  EXPECT_EQ(newest.next, "");
  EXPECT_EQ(filtered({.group = "/g", .token = newest.events[0].id}), "four ");
}

TEST_P(LogStoreContract, EventIdsGrow) {
  append("/g", "s", {event(2, "b"), event(1, "a"), event(2, "c")});
  auto const page = logs_.store->filter({.group = "/g"}).value();
  EXPECT_EQ(messages(page.events), "a b c ");
  EXPECT_LT(page.events[0].id, page.events[1].id);
  EXPECT_LT(page.events[1].id, page.events[2].id);
  EXPECT_EQ(page.events[0].ingested_at, clock_.wall());
}

TEST_P(LogStoreContract, LongMessagesAreCut) {
  append("/g", "s", {event(1, std::string(kMessageBytesMax + 5, 'x'))});
  EXPECT_EQ(logs_.store->filter({.group = "/g"})->events[0].message.size(), kMessageBytesMax);
}

TEST_P(LogStoreContract, TheOldAreSweptWhereAGroupSaysSo) {
  for (char const* group : {"/kept", "/swept"}) {
    append(group, "s", {event(1, "a"), event(2, "b"), event(86'400 * 3, "c")});
  }
  ASSERT_TRUE(logs_.catalog->set_retention("/swept", 1));
  EXPECT_EQ(logs_.store->sweep_expired(at(86'400 * 3), 1).value(), 1);
  EXPECT_EQ(logs_.store->sweep_expired(at(86'400 * 3), 10).value(), 1);
  EXPECT_EQ(filtered({.group = "/swept"}), "c ");
  EXPECT_EQ(bytes("/swept"), 1);
  EXPECT_EQ(filtered({.group = "/kept"}), "a b c ");
}

}  // namespace helio::logs
