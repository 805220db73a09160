// Goal: buses are made, kept and removed by EventBridge's rules.
#include "events/buses.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "events/fake_event_store.hpp"

namespace helio::events {
namespace {

class BusList : public testing::Test {
 protected:
  static std::string names(Buses const& buses) {
    std::string all;
    for (Bus const& bus : buses.list()) all += bus.name + " ";
    return all;
  }

  ManualClock clock_;
  FakeEventStore store_;
  RuleBook rules_{store_};
  Buses buses_{store_, rules_, clock_};
};

TEST_F(BusList, OneIsAlwaysThere) {
  EXPECT_EQ(names(buses_), "default ");
  EXPECT_EQ(buses_.remove("default").error().name, "ValidationException");
  EXPECT_EQ(buses_.create("default", "").error().name, "ResourceAlreadyExistsException");
}

TEST_F(BusList, OthersAreMadeAndKept) {
  ASSERT_TRUE(buses_.create("orders", "of cats"));
  EXPECT_EQ(buses_.create("orders", "").error().name, "ResourceAlreadyExistsException");
  for (std::string const& bad :
       {std::string(), std::string("a b"), std::string("aws/partner"), std::string(257, 'a')}) {
    EXPECT_EQ(buses_.create(bad, "").error().name, "ValidationException") << bad;
  }
  Buses again(store_, rules_, clock_);
  ASSERT_TRUE(again.load());
  EXPECT_EQ(names(again), "default orders ");
  EXPECT_EQ(again.find("orders")->description, "of cats");
  EXPECT_EQ(again.find("orders")->created, clock_.wall());
  EXPECT_FALSE(again.find("none"));
  ASSERT_TRUE(again.remove("orders"));
  ASSERT_TRUE(again.remove("orders"));
  EXPECT_EQ(names(again), "default ");
}

TEST_F(BusList, OneInUseStays) {
  ASSERT_TRUE(buses_.create("orders", ""));
  ASSERT_TRUE(rules_.put_rule({.name = "r", .bus = "orders", .pattern = R"({"source":["a"]})"}));
  EXPECT_EQ(buses_.remove("orders").error().name, "ValidationException");
  ASSERT_TRUE(rules_.remove_rule("orders", "r"));
  ASSERT_TRUE(rules_.put_archive({.name = "a", .bus = "orders"}));
  EXPECT_EQ(buses_.remove("orders").error().name, "ValidationException");
  ASSERT_TRUE(rules_.remove_archive("a"));
  EXPECT_TRUE(buses_.remove("orders"));
  store_.fail_writes(Error{Errc::unavailable, "StoreUnavailable", "down"});
  EXPECT_EQ(buses_.create("b", "").error().name, "StoreUnavailable");
  EXPECT_EQ(names(buses_), "default ");
}

TEST_F(BusList, OneStaysWhileSomethingIsMadeOnIt) {
  ASSERT_TRUE(buses_.create("orders", ""));
  std::thread remover;
  Result<void> removed;
  auto const put = buses_.with("orders", [&] {
    remover = std::thread([&] { removed = buses_.remove("orders"); });
    return rules_.put_rule({.name = "r", .bus = "orders", .pattern = R"({"source":["a"]})"});
  });
  remover.join();
  EXPECT_TRUE(put);
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().name, "ValidationException");
  EXPECT_EQ(buses_.with("none", [] { return Result<void>(); }).error().name,
            "ResourceNotFoundException");
  auto const refused = buses_.with(
      "orders", [] { return Result<void>(fail(Errc::conflict, "Refused", "By the change.")); });
  EXPECT_EQ(refused.error().name, "Refused");
}

TEST_F(BusList, AreBounded) {
  for (std::size_t i = 1; i < Buses::buses_max; ++i) {
    ASSERT_TRUE(buses_.create("b" + std::to_string(i), ""));
  }
  EXPECT_EQ(buses_.create("more", "").error().name, "LimitExceededException");
}

}  // namespace
}  // namespace helio::events
