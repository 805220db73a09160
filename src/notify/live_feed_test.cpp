// Goal: subscribers resume where they were, learn what they missed, and never hear from the dead.
#include "notify/live_feed.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/manual_clock.hpp"

namespace helio::notify {
namespace {

TEST(LiveFeed, ResumesAfterAnId) {
  ManualClock const clock;
  LiveFeed feed(clock, 3);
  std::uint64_t const start = feed.last_id();
  EXPECT_FALSE(feed.since(start, 10).missed);
  std::uint64_t const first = feed.publish("result", {{"n", 1}});
  feed.publish("result", {{"n", 2}});
  auto const page = feed.since(first, 10);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_EQ(*page.events[0].data, R"({"n":2})");
  EXPECT_FALSE(page.missed);
  EXPECT_EQ(feed.since(start, 1).events[0].id, first);
  EXPECT_TRUE(feed.since(feed.last_id(), 10).events.empty());
}

TEST(LiveFeed, SaysWhenEventsAreGone) {
  ManualClock const clock;
  LiveFeed feed(clock, 3);
  std::uint64_t const start = feed.last_id();
  for (int n = 0; n < 5; ++n) feed.publish("result", {{"n", n}});
  EXPECT_TRUE(feed.since(start, 10).missed);
  EXPECT_EQ(feed.since(start, 10).events.size(), 3U);
  EXPECT_TRUE(feed.since(0, 10).missed);
  EXPECT_FALSE(feed.since(start + 2, 10).missed);
  EXPECT_TRUE(feed.since(feed.last_id() + 5, 10).missed);
}

TEST(LiveFeed, IdsGrowAcrossRestarts) {
  ManualClock clock;
  std::uint64_t last = 0;
  {
    LiveFeed feed(clock);
    for (int n = 0; n < 100; ++n) last = feed.publish("result", n);
  }
  clock.advance(std::chrono::milliseconds(1));
  LiveFeed feed(clock);
  EXPECT_GT(feed.publish("result", 0), last);
  EXPECT_TRUE(feed.since(last, 10).missed);
}

TEST(LiveFeed, WakesItsSubscribers) {
  ManualClock const clock;
  auto feed = std::make_unique<LiveFeed>(clock);
  int woken = 0;
  auto subscription = feed->subscribe([&] { ++woken; });
  EXPECT_EQ(feed->subscribers(), 1U);
  feed->publish("result", 1);
  EXPECT_EQ(woken, 1);
  subscription.reset();
  feed->publish("result", 2);
  EXPECT_EQ(woken, 1);
  EXPECT_EQ(feed->subscribers(), 0U);
  subscription = feed->subscribe([] {});
  feed.reset();
}

TEST(LiveFeed, NoWakeOnceItsSubscriptionIsGone) {
  ManualClock const clock;
  LiveFeed feed(clock);
  std::atomic<bool> stop = false;
  std::jthread const publisher([&] {
    while (!stop) feed.publish("result", 1);
  });
  for (int i = 0; i < 200; ++i) {
    auto alive = std::make_unique<int>(1);
    auto const subscription = feed.subscribe([&alive] { ++*alive; });
  }
  stop = true;
}

}  // namespace
}  // namespace helio::notify
