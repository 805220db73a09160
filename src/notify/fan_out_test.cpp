// Goal: every channel of a group is told, whatever becomes of the others.
#include "notify/fan_out.hpp"

#include <barrier>

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "contract/sample_delivery.hpp"
#include "notify/feed_notifier.hpp"
#include "notify/log_notifier.hpp"

namespace helio::notify {
namespace {

class FailingNotifier final : public Notifier {
 public:
  Result<void> notify(Notification const&) override {
    return fail(Errc::unavailable, "ChannelFailed", "It is down.");
  }
};

TEST(FanOut, ReportsEachChannel) {
  ManualClock const clock;
  LiveFeed feed(clock);
  FeedNotifier to_feed(feed);
  LogNotifier to_log;
  FailingNotifier failing;
  FanOut fan_out;
  fan_out.add("feed", "log", to_log);
  fan_out.add("feed", "down", failing);
  fan_out.add("feed", "live feed", to_feed);
  fan_out.add("subscribers", "also down", failing);
  auto const outcomes = fan_out.notify("feed", sample_notification("a"));
  ASSERT_EQ(outcomes.size(), 3U);
  EXPECT_TRUE(outcomes[0].sent);
  EXPECT_EQ(outcomes[1].sent.error().name, "ChannelFailed");
  EXPECT_EQ(outcomes[2].channel, "live feed");
  EXPECT_EQ(feed.since(0, 10).events.size(), 1U);
  EXPECT_TRUE(fan_out.notify("nobody", sample_notification("a")).empty());
}

class MeetingNotifier final : public Notifier {
 public:
  explicit MeetingNotifier(std::barrier<>& barrier) : barrier_(barrier) {}
  Result<void> notify(Notification const&) override {
    barrier_.arrive_and_wait();
    return {};
  }

 private:
  std::barrier<>& barrier_;
};

TEST(FanOut, ChannelsRunSideBySide) {
  std::barrier<> barrier(3);
  MeetingNotifier meeting(barrier);
  WorkerPool pool({.name = "notify", .threads = 2});
  FanOut fan_out(&pool);
  for (char const* name : {"a", "b", "c"}) fan_out.add("all", name, meeting);
  EXPECT_EQ(fan_out.notify("all", sample_notification("a")).size(), 3U);
}

}  // namespace
}  // namespace helio::notify
