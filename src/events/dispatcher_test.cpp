#include "events/dispatcher.hpp"

#include <deque>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/manual_clock.hpp"
#include "events/fake_event_store.hpp"

namespace helio::events {
namespace {

class RecordingTarget final : public TargetPort {
 public:
  Result<void> deliver(std::string_view target_arn, std::string_view input,
                       DeliveryContext const& context) override {
    calls.push_back(std::string(target_arn) + " " + context.delivery_id);
    inputs.emplace_back(input);
    attempts.push_back(context.attempt);
    if (fails_with) return fail(*fails_with, "Failed", "It failed.");
    return {};
  }
  std::optional<Errc> fails_with;
  std::vector<std::string> calls;
  std::vector<std::string> inputs;
  std::vector<int> attempts;
};

class DispatcherTest : public testing::Test {
 protected:
  void SetUp() override {
    log::set_sink([](std::string_view) {});
    start();
    put_rule("r", R"({"source":["s"]})");
  }
  void TearDown() override { log::set_sink({}); }

  // As after a restart: only the store, the clock and the target stay.
  void start() {
    dispatcher_.reset();
    queue_.clear();
    rules_.emplace(store_);
    replays_.emplace(store_, store_, *rules_, clock_);
    ASSERT_TRUE(rules_->load());
    ASSERT_TRUE(replays_->load());
    dispatcher_.emplace(
        store_, *rules_, *replays_, target_, clock_, random_,
        [this](std::function<void()> job) {
          if (queued_) {
            queue_.push_back(std::move(job));
          } else {
            job();
          }
          return true;
        },
        DispatcherOptions{.in_flight_max = 4});
  }
  void put_rule(std::string const& name, std::string const& pattern, Target target = {}) {
    target.id = "t";
    target.arn = "arn:" + name;
    ASSERT_TRUE(rules_->put_rule({.name = name, .pattern = pattern, .targets = {target}}));
  }
  void publish(std::vector<std::string> const& ids, std::string const& source = "s") {
    std::vector<Event> events;
    for (auto const& id : ids) {
      events.push_back({.id = id, .source = source, .detail_type = "d", .time = clock_.wall()});
    }
    ASSERT_TRUE(store_.append(events, clock_.wall()));
  }
  void run() {
    for (int rounds = 0; rounds < 1'000; ++rounds) {
      auto const busy = dispatcher_->run_once();
      ASSERT_TRUE(busy) << busy.error().message;
      if (!*busy) return;
    }
    FAIL() << "never idle";
  }
  std::vector<DeadLetter> dead_letters(std::string const& queue = "") {
    return store_.FakeEventStore::list(queue, 0, 100).value();
  }

  ManualClock clock_;
  SeededRandom random_{7};
  FakeEventStore store_;
  RecordingTarget target_;
  std::optional<RuleBook> rules_;
  std::optional<Replays> replays_;
  std::optional<Dispatcher> dispatcher_;
  bool queued_ = false;  // jobs wait in queue_ instead of running at once
  std::deque<std::function<void()>> queue_;
};

using Calls = std::vector<std::string>;

TEST_F(DispatcherTest, DeliversToEachRuleThatMatches) {
  put_rule("other", R"({"source":[{"prefix":""}]})");
  put_rule("no", R"({"source":["x"]})");
  publish({"e1", "e2"});
  run();
  EXPECT_EQ(target_.calls, (Calls{"arn:other e1", "arn:r e1", "arn:other e2", "arn:r e2"}));
  EXPECT_EQ(parse_json(target_.inputs[0])->at("id"), "e1");
  run();
  EXPECT_EQ(target_.calls.size(), 4U);
}

TEST_F(DispatcherTest, RetriesUntilItWorks) {
  target_.fails_with = Errc::unavailable;
  publish({"e"});
  run();
  EXPECT_EQ(target_.calls.size(), 1U);
  clock_.advance(std::chrono::milliseconds(1'000));
  run();
  EXPECT_EQ(target_.attempts, (std::vector<int>{1, 2}));
  target_.fails_with.reset();
  clock_.advance(std::chrono::milliseconds(2'000));
  run();
  clock_.advance(std::chrono::hours(24));
  run();
  EXPECT_EQ(target_.attempts, (std::vector<int>{1, 2, 3}));
  EXPECT_TRUE(dead_letters().empty());
}

TEST_F(DispatcherTest, GivesUpAfterTheLastRetryAndIsRedriven) {
  put_rule("r", R"({"source":["s"]})",
           {.retry = {.retries_max = 2}, .dead_letter_arn = "arn:queue"});
  target_.fails_with = Errc::timed_out;
  publish({"e"});
  for (int i = 0; i < 10; ++i) {
    run();
    clock_.advance(std::chrono::minutes(1));
  }
  EXPECT_EQ(target_.attempts, (std::vector<int>{1, 2, 3}));
  auto const letters = dead_letters("arn:queue");
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].error_name, "Failed");
  EXPECT_EQ(letters[0].attempts, 3);
  target_.fails_with.reset();
  ASSERT_EQ(store_.redrive(std::vector<std::int64_t>{letters[0].id}, clock_.wall()), 1U);
  run();
  EXPECT_EQ(target_.calls.back(), "arn:r e");
  EXPECT_TRUE(dead_letters("arn:queue").empty());
}

TEST_F(DispatcherTest, GivesUpAnEventThatIsTooOld) {
  put_rule("r", R"({"source":["s"]})", {.retry = {.age_s_max = 60}});
  target_.fails_with = Errc::exhausted;
  publish({"e"});
  for (int i = 0; i < 100; ++i) {
    run();
    clock_.advance(std::chrono::milliseconds(1'000));
  }
  EXPECT_LT(target_.calls.size(), 12U);
  EXPECT_EQ(dead_letters().size(), 1U);
}

TEST_F(DispatcherTest, WhatTimeCannotHealIsADeadLetterAtOnce) {
  target_.fails_with = Errc::not_found;
  publish({"e"});
  run();
  EXPECT_EQ(target_.calls.size(), 1U);
  EXPECT_EQ(dead_letters().size(), 1U);
}

TEST_F(DispatcherTest, ARestartDeliversWhatWasInFlight) {
  queued_ = true;
  publish({"e1", "e2"});
  run();
  EXPECT_EQ(dispatcher_->in_flight(), 2U);
  start();
  queued_ = false;
  run();
  EXPECT_EQ(target_.calls, (Calls{"arn:r e1", "arn:r e2"}));
}

TEST_F(DispatcherTest, NothingIsLostWhenSettlingFails) {
  queued_ = true;
  publish({"e"});
  run();
  queue_.front()();
  store_.fail_writes(Error{Errc::unavailable, "StoreUnavailable", "Later."});
  EXPECT_EQ(dispatcher_->run_once().error().name, "StoreUnavailable");
  EXPECT_EQ(dispatcher_->in_flight(), 1U);
  store_.fail_writes(std::nullopt);
  run();
  EXPECT_EQ(dispatcher_->in_flight(), 0U);
  EXPECT_EQ(target_.calls.size(), 1U);
}

TEST_F(DispatcherTest, InFlightIsBounded) {
  queued_ = true;
  publish({"1", "2", "3", "4", "5", "6"});
  run();
  EXPECT_EQ(queue_.size(), 4U);
  queue_.front()();
  run();
  EXPECT_EQ(queue_.size(), 5U);
}

TEST_F(DispatcherTest, AfterStopNothingBegins) {
  queued_ = true;
  publish({"1", "2"});
  run();
  queue_[0]();
  dispatcher_->stop();
  queue_[1]();
  ASSERT_TRUE(dispatcher_->settle());
  EXPECT_EQ(target_.calls, (Calls{"arn:r 1"}));
  EXPECT_EQ(store_.due(clock_.wall(), 10)->size(), 1U);
}

TEST_F(DispatcherTest, DisabledAndRemovedRulesGetNothing) {
  queued_ = true;
  target_.fails_with = Errc::unavailable;
  publish({"e"});
  run();
  queue_.front()();
  run();
  ASSERT_TRUE(rules_->remove_rule("default", "r"));
  clock_.advance(std::chrono::hours(1));
  run();
  EXPECT_EQ(target_.calls.size(), 1U);
  EXPECT_TRUE(store_.due(clock_.wall(), 10)->empty());
  Rule off{.name = "off",
           .pattern = R"({"source":["s"]})",
           .enabled = false,
           .targets = {{.id = "t", .arn = "arn:off"}}};
  ASSERT_TRUE(rules_->put_rule(off));
  publish({"e2"});
  run();
  EXPECT_EQ(target_.calls.size(), 1U);
}

TEST_F(DispatcherTest, TheArchiveKeepsForItsDaysAndIsSwept) {
  ASSERT_TRUE(rules_->put_archive(
      {.name = "short", .bus = "default", .pattern = R"({"source":["s"]})", .retention_days = 2}));
  ASSERT_TRUE(rules_->remove_archive("default"));
  publish({"kept"});
  publish({"unkept"}, "other");
  run();
  clock_.advance(std::chrono::hours(2));
  run();
  EXPECT_EQ(store_.event_count(), 1U);
  clock_.advance(std::chrono::hours(49));
  run();
  EXPECT_EQ(store_.event_count(), 0U);
}

class ReplayTest : public DispatcherTest {
 protected:
  void SetUp() override {
    DispatcherTest::SetUp();
    put_rule("two", R"({"source":["s"]})");
    for (int i = 0; i < 250; ++i) {
      publish({"e" + std::to_string(i)});
      clock_.advance(std::chrono::seconds(1));
    }
    run();
    target_.calls.clear();
    target_.inputs.clear();
  }
  Replay replay(std::string const& name, int from_s, int to_s) {
    Timestamp const start = clock_.wall() - std::chrono::seconds(250);
    return {.name = name,
            .from = start + std::chrono::seconds(from_s),
            .to = start + std::chrono::seconds(to_s),
            .rules = {"r"}};
  }
  Calls expected(std::string const& name, int from, int to) {
    Calls out;
    for (int i = from; i < to; ++i) out.push_back("arn:r e" + std::to_string(i) + "-" + name);
    return out;
  }
};

TEST_F(ReplayTest, SendsARangeInOrderToTheChosenRule) {
  ASSERT_TRUE(replays_->start(replay("again", 10, 240)));
  run();
  EXPECT_EQ(target_.calls, expected("again", 10, 240));
  EXPECT_EQ(parse_json(target_.inputs[0])->at("replay-name"), "again");
  auto const ended = replays_->find("again");
  EXPECT_EQ(ended->state, Replay::State::completed);
  EXPECT_EQ(ended->last_replayed, ended->to - std::chrono::seconds(1));
}

TEST_F(ReplayTest, GoesOnAfterEachRestart) {
  ASSERT_TRUE(replays_->start(replay("again", 0, 250)));
  for (int i = 0; i < 2'000 && replays_->find("again")->state == Replay::State::running; ++i) {
    ASSERT_TRUE(dispatcher_->run_once());
    start();
  }
  run();
  std::sort(target_.calls.begin(), target_.calls.end());
  target_.calls.erase(std::unique(target_.calls.begin(), target_.calls.end()), target_.calls.end());
  EXPECT_EQ(target_.calls.size(), 250U);
  EXPECT_EQ(replays_->find("again")->state, Replay::State::completed);
}

TEST_F(ReplayTest, StopsWhenItIsCancelled) {
  ASSERT_TRUE(replays_->start(replay("again", 0, 250)));
  ASSERT_TRUE(dispatcher_->run_once());
  ASSERT_TRUE(replays_->cancel("again"));
  run();
  EXPECT_EQ(target_.calls.size(), Replays::batch);
  EXPECT_EQ(replays_->find("again")->state, Replay::State::cancelled);
  EXPECT_EQ(replays_->cancel("again").error().name, "IllegalStatusException");
}

TEST_F(ReplayTest, Refusals) {
  EXPECT_EQ(replays_->start(replay("", 0, 1)).error().name, "ValidationException");
  EXPECT_EQ(replays_->start(replay("x", 1, 1)).error().name, "ValidationException");
  Replay unknown = replay("x", 0, 1);
  unknown.archive = "none";
  EXPECT_EQ(replays_->start(unknown).error().name, "ResourceNotFoundException");
  unknown = replay("x", 0, 1);
  unknown.rules = {"none"};
  EXPECT_EQ(replays_->start(unknown).error().name, "ResourceNotFoundException");
  ASSERT_TRUE(replays_->start(replay("x", 0, 1)));
  EXPECT_EQ(replays_->start(replay("x", 0, 1)).error().name, "ResourceAlreadyExistsException");
  EXPECT_EQ(replays_->cancel("none").error().name, "ResourceNotFoundException");
}

}  // namespace
}  // namespace helio::events
