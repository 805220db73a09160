#include "events/event_bus.hpp"

#include <atomic>
#include <latch>
#include <set>

#include <gtest/gtest.h>

#include "base/log.hpp"
#include "events/fake_event_store.hpp"

namespace helio::events {
namespace {

// Counts each event's deliveries, and lets a test wait for a number of them.
class CountingTarget final : public TargetPort {
 public:
  Result<void> deliver(std::string_view, std::string_view,
                       DeliveryContext const& context) override {
    std::unique_lock lock(mutex_);
    if (fail_first_ && seen_.insert(context.delivery_id).second) {
      return fail(Errc::unavailable, "Failed", "Again.");
    }
    ++delivered_;
    changed_.notify_all();
    return {};
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return delivered_ >= count; });
  }
  void fail_first() { fail_first_ = true; }
  int delivered() {
    std::lock_guard const lock(mutex_);
    return delivered_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool fail_first_ = false;
  std::set<std::string> seen_;
  int delivered_ = 0;
};

class EventBusTest : public testing::Test {
 protected:
  void SetUp() override {
    log::set_sink([](std::string_view) {});
    bus_ = open();
    ASSERT_TRUE(bus_->rules().put_rule(
        {.name = "r", .pattern = R"({"source":["s"]})", .targets = {{.id = "t", .arn = "arn:t"}}}));
  }
  void TearDown() override { log::set_sink({}); }

  std::unique_ptr<EventBus> open() {
    return std::move(*EventBus::open({store_, store_, store_, target_, clock_, random_, ids_}));
  }
  static Event event() { return {.source = "s", .detail_type = "d"}; }

  SystemClock clock_;
  SystemRandom random_;
  IdGenerator ids_{clock_, random_};
  FakeEventStore store_;
  CountingTarget target_;
  std::unique_ptr<EventBus> bus_;
};

TEST_F(EventBusTest, DeliversWhatManyThreadsPublish) {
  bus_->start();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this] {
      for (int i = 0; i < 50; ++i) EXPECT_TRUE(bus_->publish({event()}));
    });
  }
  for (std::thread& thread : threads) thread.join();
  target_.wait_for(200);
  bus_->stop();
  EXPECT_EQ(target_.delivered(), 200);
  EXPECT_TRUE(store_.due(clock_.wall(), 10)->empty());
}

TEST_F(EventBusTest, FillsWhatThePublisherLeftOut) {
  auto const ids = bus_->publish({event(), event()});
  ASSERT_TRUE(ids);
  EXPECT_LT(ids->at(0), ids->at(1));
  auto const stored = store_.unrouted(10).value();
  EXPECT_EQ(stored[0].id, ids->at(0));
  EXPECT_NE(stored[0].json.find(R"("account":"000000000000")"), std::string::npos);
  EXPECT_NE(stored[0].json.find(R"("region":"us-east-1")"), std::string::npos);
}

TEST_F(EventBusTest, StoresAllOrNothing) {
  EXPECT_EQ(bus_->publish({event(), {}}).error().name, "ValidationException");
  EXPECT_EQ(bus_->publish(std::vector<Event>(1'001, event())).error().name,
            "LimitExceededException");
  EXPECT_EQ(store_.event_count(), 0U);
}

TEST_F(EventBusTest, ARetryNeedsNobodysCall) {
  target_.fail_first();
  bus_->start();
  ASSERT_TRUE(bus_->publish({event()}));
  target_.wait_for(1);
}

TEST_F(EventBusTest, WakeFindsWhatOthersStored) {
  bus_->start();
  Event stored = event();
  stored.id = ids_.next();
  ASSERT_TRUE(store_.append(std::vector<Event>{stored}, clock_.wall()));
  bus_->wake();
  target_.wait_for(1);
}

TEST_F(EventBusTest, RulesAndBacklogSurviveARestart) {
  ASSERT_TRUE(bus_->publish({event(), event()}));
  bus_ = open();
  EXPECT_EQ(bus_->rules().rules().size(), 1U);
  bus_->start();
  target_.wait_for(2);
}

}  // namespace
}  // namespace helio::events
