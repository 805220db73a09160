// Goal: what cannot be delivered is tried again later and later, then kept as a dead letter.
#include "notify/retrying_notifier.hpp"

#include <deque>
#include <future>

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "contract/sample_delivery.hpp"
#include "notify/memory_delivery_store.hpp"

namespace helio::notify {
namespace {

using std::chrono::milliseconds;

// Fails as told, then succeeds.
class ScriptedNotifier final : public Notifier {
 public:
  Result<void> notify(Notification const& notification) override {
    sent.push_back(notification.id);
    if (failures.empty()) return {};
    Errc const code = failures.front();
    failures.pop_front();
    return fail(code, "ChannelFailed", "It is down.");
  }
  std::deque<Errc> failures;
  std::vector<std::string> sent;
};

class RetryingNotifierTest : public testing::Test {
 protected:
  int deliver_after(milliseconds by) {
    clock_.advance(by);
    return notifier_.deliver_due().value();
  }

  ManualClock clock_;
  SeededRandom random_{1};
  MemoryDeliveryStore store_;
  ScriptedNotifier inner_;
  RetryingNotifier notifier_{"hook",
                             inner_,
                             store_,
                             clock_,
                             random_,
                             {.attempts_max = 3,
                              .first_delay = milliseconds(1'000),
                              .rate = 2,
                              .jitter = 0.5,
                              .waiting_max = 2}};
};

TEST_F(RetryingNotifierTest, DeliversOnce) {
  ASSERT_TRUE(notifier_.notify(sample_notification("a")));
  ASSERT_TRUE(notifier_.notify(sample_notification("a")));
  EXPECT_EQ(deliver_after(milliseconds(0)), 1);
  EXPECT_EQ(deliver_after(milliseconds(1'000'000)), 0);
  EXPECT_EQ(inner_.sent.size(), 1U);
}

TEST_F(RetryingNotifierTest, TriesAgainLaterAndLater) {
  inner_.failures = {Errc::unavailable, Errc::timed_out};
  ASSERT_TRUE(notifier_.notify(sample_notification("a")));
  EXPECT_EQ(deliver_after(milliseconds(0)), 0);
  EXPECT_EQ(deliver_after(milliseconds(499)), 0);
  EXPECT_EQ(inner_.sent.size(), 1U);
  EXPECT_EQ(deliver_after(milliseconds(501)), 0);
  EXPECT_EQ(inner_.sent.size(), 2U);
  EXPECT_EQ(deliver_after(milliseconds(999)), 0);
  EXPECT_EQ(inner_.sent.size(), 2U);
  EXPECT_EQ(deliver_after(milliseconds(1'001)), 1);
}

TEST_F(RetryingNotifierTest, GivesUpAndCanBeRedriven) {
  inner_.failures = {Errc::unavailable, Errc::unavailable, Errc::unavailable};
  ASSERT_TRUE(notifier_.notify(sample_notification("a")));
  for (int i = 0; i < 5; ++i) deliver_after(milliseconds(10'000));
  EXPECT_EQ(inner_.sent.size(), 3U);
  auto const dead = store_.dead("", 10).value();
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].attempts, 3);
  EXPECT_EQ(dead[0].last_error, "ChannelFailed: It is down.");
  ASSERT_TRUE(redrive(store_, dead[0].id, clock_));
  EXPECT_EQ(deliver_after(milliseconds(0)), 1);
  EXPECT_TRUE(store_.dead("", 10)->empty());
  EXPECT_EQ(redrive(store_, "nobody", clock_).error().name, "DeliveryNotFound");
}

TEST_F(RetryingNotifierTest, WhatIsRefusedIsNotTriedAgain) {
  inner_.failures = {Errc::invalid_argument};
  ASSERT_TRUE(notifier_.notify(sample_notification("a")));
  deliver_after(milliseconds(0));
  EXPECT_EQ(store_.dead("", 10)->size(), 1U);
}

TEST_F(RetryingNotifierTest, OnlySoManyWait) {
  ASSERT_TRUE(notifier_.notify(sample_notification("a")));
  ASSERT_TRUE(notifier_.notify(sample_notification("b")));
  EXPECT_EQ(notifier_.notify(sample_notification("c")).error().name, "TooManyDeliveries");
}

class PromisingNotifier final : public Notifier {
 public:
  Result<void> notify(Notification const& notification) override {
    sent.set_value(notification.id);
    return {};
  }
  std::promise<std::string> sent;
};

TEST_F(RetryingNotifierTest, AThreadDelivers) {
  PromisingNotifier inner;
  auto sent = inner.sent.get_future();
  {
    RetryingNotifier notifier("hook", inner, store_, clock_, random_);
    notifier.start(std::chrono::hours(1));
    ASSERT_TRUE(notifier.notify(sample_notification("a")));
    EXPECT_EQ(sent.get(), sample_notification("a").id);
  }
  EXPECT_EQ(store_.waiting("hook").value(), 0);
}

}  // namespace
}  // namespace helio::notify
