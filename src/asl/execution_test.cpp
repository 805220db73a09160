// Goal: what execution.hpp promises beyond the scenarios of tests/scenarios/asl: bounds per call,
// late answers, restored tasks, and that saved states which do not fit are refused.

#include "asl/execution.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/data_texts.hpp"
#include "asl/limits.hpp"
#include "asl/parse.hpp"

namespace helio::asl {
namespace {

using std::chrono::seconds;

std::shared_ptr<StateMachine const> machine(char const* definition) {
  auto parsed = parse_definition(definition);
  EXPECT_TRUE(parsed) << parsed.error().message;
  return *parsed;
}

Data data(Json value) { return std::make_shared<Json const>(std::move(value)); }

constexpr char const* kTask = R"({"StartAt":"A","States":{"A":{"Type":"Task","End":true,
    "Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","TimeoutSeconds":60}}})";

class ExecutionTest : public testing::Test {
 protected:
  Execution make(char const* definition, ExecutionOptions options = {}) {
    machine_ = machine(definition);
    return Execution(machine_, data(Json::object()), {}, random_, options);
  }
  static Json saved(Execution const& execution) {
    DataTexts texts;
    return parse_json(execution.save(texts)).value();
  }
  Execution restored(Execution const& from) {
    auto execution = Execution::restore(machine_, saved(from), random_);
    EXPECT_TRUE(execution) << execution.error().detail;
    return std::move(*execution);
  }
  SeededRandom random_{1};
  Timestamp const now_{seconds(1'750'000'000)};
  std::shared_ptr<StateMachine const> machine_;
};

TEST_F(ExecutionTest, ACallTakesNoMoreStepsThanAllowed) {
  Execution execution = make(
      R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}})",
      {.steps_max = 10});
  Batch const batch = execution.start(now_);
  EXPECT_EQ(batch.events.size(), 11U);
  EXPECT_EQ(batch.wake_at, now_);
  EXPECT_EQ(execution.status(), Status::running);
}

TEST_F(ExecutionTest, WithoutHistoryNoEventIsMade) {
  Execution execution =
      make(R"({"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}})", {.history = false});
  EXPECT_TRUE(execution.start(now_).events.empty());
  EXPECT_EQ(execution.status(), Status::succeeded);
}

TEST_F(ExecutionTest, LateAnswersDoNothing) {
  Execution execution = make(kTask);
  static_cast<void>(execution.start(now_));
  EXPECT_TRUE(execution.waits_for(1));
  EXPECT_FALSE(execution.waits_for(2));
  static_cast<void>(execution.task_succeeded(2, data(1), now_));
  EXPECT_EQ(execution.status(), Status::running);
  static_cast<void>(execution.task_failed(1, "E", "c", now_));
  EXPECT_EQ(execution.status(), Status::failed);
  EXPECT_TRUE(execution.task_succeeded(1, data(1), now_).events.empty());
  EXPECT_TRUE(execution.abort("E", "c", now_).events.empty());
  EXPECT_EQ(execution.status(), Status::failed);
}

TEST_F(ExecutionTest, AClockSetBackStopsTheTime) {
  Execution execution = make(kTask);
  static_cast<void>(execution.start(now_));
  Batch const batch = execution.advance(now_ - seconds(3600));
  EXPECT_EQ(batch.wake_at, now_ + seconds(60));
}

TEST_F(ExecutionTest, ARestoredTaskIsScheduledAgainWithItsTokenAndDeadline) {
  Execution before = make(kTask);
  Batch const first = before.start(now_);
  Execution after = restored(before);
  Batch const second = after.resume(now_ + seconds(10));
  ASSERT_EQ(second.commands.size(), 1U);
  auto const& task = std::get<ScheduleTask>(second.commands[0]);
  EXPECT_EQ(task.id, 1);
  EXPECT_EQ(task.token, std::get<ScheduleTask>(first.commands[0]).token);
  EXPECT_EQ(second.wake_at, now_ + seconds(60));
  EXPECT_TRUE(second.events.empty());
}

TEST_F(ExecutionTest, ATokenThatWasSubmittedIsNotSentAgain) {
  Execution before = make(kTask);
  static_cast<void>(before.start(now_));
  static_cast<void>(before.task_submitted(1, data("sent"), now_));
  Execution after = restored(before);
  EXPECT_TRUE(after.resume(now_).commands.empty());
  static_cast<void>(after.task_succeeded(1, data("answer"), now_));
  EXPECT_EQ(*after.output(), "answer");
}

TEST_F(ExecutionTest, AnEndedExecutionStaysEnded) {
  Execution before = make(R"({"StartAt":"A","States":{"A":{"Type":"Fail","Error":"E"}}})");
  static_cast<void>(before.start(now_));
  Execution after = restored(before);
  EXPECT_EQ(after.status(), Status::failed);
  EXPECT_EQ(after.error(), "E");
  EXPECT_TRUE(after.resume(now_).events.empty());
}

TEST_F(ExecutionTest, SavedStatesThatDoNotFitAreRefused) {
  Execution execution = make(kTask);
  static_cast<void>(execution.start(now_));
  Json const state = saved(execution);
  struct Row {
    char const* pointer;
    Json value;
  };
  Row const rows[] = {
      {"/format", 2},
      {"/status", "LOST"},
      {"/frames", Json::array()},
      {"/frames/0/state", "B"},
      {"/frames/0/phase", "join"},
      {"/frames/0/phase", "fly"},
      {"/frames/0/parent", 9},
      {"/frames/0/attempts", {1}},
      {"/frames/0/task", nullptr},
      {"/started_at", "now"},
      {"/info", 1},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.pointer);
    Json changed = state;
    changed[Json::json_pointer(row.pointer)] = row.value;
    auto const restored = Execution::restore(machine_, changed, random_);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().name, "InvalidExecutionState");
  }
  EXPECT_FALSE(Execution::restore(machine_, Json(), random_));
}

TEST_F(ExecutionTest, DataNestedTooDeepEndsTheExecution) {
  Execution execution = make(R"({"StartAt":"A","States":{
      "A":{"Type":"Pass","Parameters":{"a.$":"$"},"Next":"A"}}})");
  // The machine needs an end only to be valid; the data's depth ends it here.
  static_cast<void>(execution.start(now_));
  EXPECT_EQ(execution.error(), "States.DataLimitExceeded");
}

TEST(TextSize, IsWhatDumpWouldGive) {
  for (char const* const text : {"null",
                                 "false",
                                 "true",
                                 "-12",
                                 "18446744073709551615",
                                 "0.1",
                                 "0.0",
                                 "-0.0",
                                 "100.0",
                                 "99.12345886230469",
                                 "0.0001",
                                 "0.00001234",
                                 "1e15",
                                 "123456789012345.0",
                                 "-1.5e300",
                                 "\"\"",
                                 R"("a\"\\\n\u0001é")",
                                 "[]",
                                 "{}",
                                 R"([1,[2,{}],"x"])",
                                 R"({"a":{"b":[null,1.5]},"c":"d"})"}) {
    Json const value = *parse_json(text);
    EXPECT_EQ(text_size(value, 1'000, 10), value.dump().size()) << text;
  }
  EXPECT_FALSE(text_size(*parse_json("[[[]]]"), 1'000, 2));
  EXPECT_GT(*text_size(Json(std::string(100, 'x')), 10, 1), 10U);
}

}  // namespace
}  // namespace helio::asl
