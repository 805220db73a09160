#include "events/rule_book.hpp"

#include <gtest/gtest.h>

#include "events/fake_event_store.hpp"

namespace helio::events {
namespace {

class RuleBookTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(book_.load()); }

  static Rule rule(std::string const& name, std::string const& pattern) {
    return {.name = name, .pattern = pattern};
  }
  std::vector<std::string> matching(std::string const& event, std::string const& bus = "default") {
    std::vector<std::string> out;
    auto const rules = book_.matching(bus, event).value();
    for (auto const& each : rules) out.push_back(each->name);
    return out;
  }

  FakeEventStore store_;
  RuleBook book_{store_};
};

using Names = std::vector<std::string>;

TEST_F(RuleBookTest, EachBusHasItsOwnRules) {
  ASSERT_TRUE(book_.put_rule(rule("a", R"({"x":[1]})")));
  Rule other = rule("a", R"({"x":[2]})");
  other.bus = "other";
  ASSERT_TRUE(book_.put_rule(other));
  EXPECT_EQ(matching(R"({"x":1})"), Names{"a"});
  EXPECT_EQ(matching(R"({"x":1})", "other"), Names{});
  EXPECT_EQ(matching(R"({"x":2})", "other"), Names{"a"});
  EXPECT_EQ(matching(R"({"x":2})", "unknown"), Names{});
  EXPECT_EQ(book_.rules().size(), 2U);
}

TEST_F(RuleBookTest, ARuleIsReplacedDisabledAndRemoved) {
  ASSERT_TRUE(book_.put_rule(rule("a", R"({"x":[1]})")));
  ASSERT_TRUE(book_.put_rule(rule("a", R"({"x":[2]})")));
  EXPECT_EQ(matching(R"({"x":1})"), Names{});
  EXPECT_EQ(matching(R"({"x":2})"), Names{"a"});
  Rule off = rule("a", R"({"x":[2]})");
  off.enabled = false;
  ASSERT_TRUE(book_.put_rule(off));
  EXPECT_EQ(matching(R"({"x":2})"), Names{});
  ASSERT_TRUE(book_.remove_rule("default", "a"));
  EXPECT_EQ(book_.remove_rule("default", "a").error().name, "ResourceNotFoundException");
}

TEST_F(RuleBookTest, WhatCannotBeStoredDoesNotCount) {
  store_.fail_writes(Error{Errc::exhausted, "DiskFull", "The disk is full."});
  EXPECT_EQ(book_.put_rule(rule("a", R"({"x":[1]})")).error().name, "DiskFull");
  EXPECT_EQ(matching(R"({"x":1})"), Names{});
  EXPECT_TRUE(book_.rules().empty());
}

TEST_F(RuleBookTest, CombinationsAreBoundedInAllRulesTogether) {
  std::string pattern = "{";
  for (int i = 0; i < 9; ++i) {
    std::string const n = std::to_string(i);
    pattern +=
        (i == 0 ? "" : ",") + std::string(R"("$or":[{"a)") + n + R"(":[1]},{"b)" + n + R"(":[1]}])";
  }
  pattern += "}";
  int stored = 0;
  while (book_.put_rule(rule("r" + std::to_string(stored), pattern))) ++stored;
  EXPECT_EQ(stored, 100'000 / 512);
  EXPECT_TRUE(book_.put_rule(rule("r0", pattern))) << "one that is replaced makes room";
}

TEST_F(RuleBookTest, TheDefaultArchiveKeepsEverythingFor30Days) {
  Timestamp const now(std::chrono::seconds(1'000));
  ASSERT_EQ(book_.archives().size(), 1U);
  EXPECT_EQ(book_.keep_until("default", "{}", now), now + std::chrono::days(30));
  EXPECT_EQ(book_.keep_until("other", "{}", now), now);
  ASSERT_TRUE(book_.put_archive({.name = "ones", .pattern = R"({"x":[1]})", .retention_days = 60}));
  EXPECT_EQ(book_.keep_until("default", R"({"x":1})", now), now + std::chrono::days(60));
  EXPECT_EQ(book_.keep_until("default", R"({"x":2})", now), now + std::chrono::days(30));
  EXPECT_EQ(book_.put_archive({.name = "bad", .retention_days = -1}).error().name,
            "ValidationException");
  EXPECT_EQ(book_.put_archive({.name = "bad", .pattern = "{}"}).error().name,
            "InvalidEventPatternException");
}

TEST_F(RuleBookTest, OneRuleIsChangedInOneStep) {
  auto const none = [](Rule&) -> Result<void> { return {}; };
  EXPECT_EQ(book_.change_rule("default", "new", false, none).error().name,
            "ResourceNotFoundException");
  ASSERT_TRUE(book_.change_rule("default", "new", true, [](Rule& rule) -> Result<void> {
    rule.pattern = R"({"source":["a"]})";
    return {};
  }));
  ASSERT_TRUE(book_.change_rule("default", "new", false, [](Rule& rule) -> Result<void> {
    rule.enabled = false;
    return {};
  }));
  EXPECT_FALSE(book_.find("default", "new")->enabled);
  EXPECT_EQ(book_.find("default", "new")->pattern, R"({"source":["a"]})");
  auto const refuse = [](Rule& rule) -> Result<void> {
    rule.enabled = true;
    return fail(Errc::conflict, "No", "");
  };
  EXPECT_EQ(book_.change_rule("default", "new", false, refuse).error().name, "No");
  EXPECT_FALSE(book_.find("default", "new")->enabled);
}

TEST_F(RuleBookTest, RulesOfABusByPage) {
  for (char const* name : {"b2", "a1", "b1", "b3"}) {
    ASSERT_TRUE(book_.put_rule({.name = name, .bus = "paged", .pattern = R"({"source":["a"]})"}));
  }
  ASSERT_TRUE(book_.put_rule({.name = "b2", .bus = "paged2", .pattern = R"({"source":["a"]})"}));
  auto const names = [this](std::string_view prefix, std::string_view after, std::size_t limit) {
    std::string all;
    for (auto const& rule : book_.rules_of("paged", prefix, after, limit)) all += rule->name + " ";
    return all;
  };
  EXPECT_EQ(names("", "", 10), "a1 b1 b2 b3 ");
  EXPECT_EQ(names("b", "", 2), "b1 b2 ");
  EXPECT_EQ(names("b", "b2", 2), "b3 ");
  EXPECT_EQ(names("b", "a1", 9), "b1 b2 b3 ");
  EXPECT_EQ(names("c", "", 9), "");
}

}  // namespace
}  // namespace helio::events
