// Goal: what engine.hpp promises of starting, running, stopping and listing executions.
#include <future>

#include "contract/engine_fixture.hpp"

namespace helio::asl {
namespace {

constexpr char const* kPass = R"({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}})";
constexpr char const* kTask = R"({"StartAt": "T", "States": {"T": {"Type": "Task",
  "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "TimeoutSeconds": 30,
  "Retry": [{"ErrorEquals": ["Again"], "IntervalSeconds": 5, "MaxAttempts": 1}], "End": true}}})";
constexpr char const* kToken = R"({"StartAt": "T", "States": {"T": {"Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 60,
  "Parameters": {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"}}, "End": true}}})";

using EngineRuns = EngineTest;

TEST_F(EngineRuns, AnExecutionToItsEnd) {
  std::string const machine = create(kPass);
  EXPECT_EQ(machine, "arn:aws:states:us-east-1:000000000000:stateMachine:m");
  std::string const arn = start({.machine_arn = machine, .name = "x", .input = R"({"a":1})"});
  EXPECT_EQ(arn, "arn:aws:states:us-east-1:000000000000:execution:m:x");
  EXPECT_EQ(outcome(arn), R"(SUCCEEDED {"a":1})");
  EXPECT_EQ(history(arn), "ExecutionStarted PassStateEntered PassStateExited ExecutionSucceeded ");
  EXPECT_EQ(changes_, history(arn));
  EXPECT_EQ(engine_->load().running, 0U);
  EXPECT_FALSE(executions_.load(arn)->state.has_value());
}

TEST_F(EngineRuns, TasksWithRetryAndTimeout) {
  std::string const machine = create(kTask);
  std::string const arn = start({.machine_arn = machine, .input = "5"});
  ASSERT_EQ(tasks_->calls.size(), 1U);
  EXPECT_EQ(tasks_->calls[0].parameters, 5);
  EXPECT_EQ(tasks_->calls[0].context.state, "T");
  EXPECT_EQ(tasks_->calls[0].context.execution_arn, arn);
  tasks_->fail("Again", "not yet");
  engine_->tick();
  EXPECT_TRUE(tasks_->calls.empty());
  advance(5);
  ASSERT_EQ(tasks_->calls.size(), 1U);
  EXPECT_EQ(tasks_->calls[0].context.attempt, 1);
  tasks_->succeed("done");
  engine_->tick();
  EXPECT_EQ(outcome(arn), R"(SUCCEEDED "done")");

  std::string const slow = start({.machine_arn = machine, .input = "6"});
  advance(29);
  EXPECT_EQ(outcome(slow), "RUNNING");
  advance(1);
  EXPECT_EQ(outcome(slow), "FAILED States.Timeout");
  EXPECT_EQ(tasks_->cancelled.size(), 1U);
  tasks_->succeed("too late");
  engine_->tick();
  EXPECT_EQ(outcome(slow), "FAILED States.Timeout");
}

TEST_F(EngineRuns, TheSameStartOnce) {
  std::string const machine = create(kTask);
  std::string const arn = start({.machine_arn = machine, .name = "x", .input = "1"});
  EXPECT_EQ(start({.machine_arn = machine, .name = "x", .input = "1"}), arn);
  EXPECT_EQ(start({.machine_arn = machine, .name = "x", .input = "2"}), "ExecutionAlreadyExists");
  EXPECT_EQ(tasks_->calls.size(), 1U);
  tasks_->succeed(1);
  engine_->tick();
  EXPECT_EQ(start({.machine_arn = machine, .name = "x", .input = "1"}), "ExecutionAlreadyExists");
  EXPECT_EQ(start({.machine_arn = machine, .name = "x", .input = "1", .once = true}), arn);
  EXPECT_EQ(start({.machine_arn = machine, .name = "x", .input = "2", .once = true}),
            "ExecutionAlreadyExists");
  EXPECT_TRUE(tasks_->calls.empty());
}

TEST_F(EngineRuns, NothingThatIsWrong) {
  std::string const machine = create(kPass);
  EXPECT_EQ(start({.machine_arn = machine + "x"}), "StateMachineDoesNotExist");
  EXPECT_EQ(start({.machine_arn = "m"}), "InvalidArn");
  EXPECT_EQ(start({.machine_arn = machine, .name = "a b"}), "InvalidName");
  EXPECT_EQ(start({.machine_arn = machine, .name = std::string(81, 'x')}), "InvalidName");
  EXPECT_EQ(start({.machine_arn = machine, .input = "{"}), "InvalidExecutionInput");
  EXPECT_EQ(start({.machine_arn = machine, .input = "\"" + std::string(300'000, 'x') + "\""}),
            "InvalidExecutionInput");
  EXPECT_EQ(outcome("arn:none"), "ExecutionDoesNotExist");
  EXPECT_EQ(history("arn:none"), "ExecutionDoesNotExist");
}

TEST_F(EngineRuns, TokensAreGivenBack) {
  std::string const machine = create(kToken);
  std::string const arn = start({.machine_arn = machine});
  ASSERT_EQ(tasks_->calls.size(), 1U);
  std::string const token = tasks_->calls[0].context.token;
  EXPECT_EQ(tasks_->calls[0].parameters["Payload"]["token"], token);
  tasks_->succeed(Json::object());
  engine_->tick();
  EXPECT_EQ(outcome(arn), "RUNNING");

  std::string answers;
  auto const note = [&](Result<void> const& result) {
    answers += (result ? "ok" : result.error().name) + " ";
  };
  engine_->send_task_success("", "1", note);
  engine_->send_task_success("nobody's", "1", note);
  engine_->send_task_success(token, "{", note);
  clock_.advance(std::chrono::seconds(50));
  engine_->send_task_heartbeat(token, note);
  advance(50);
  EXPECT_EQ(outcome(arn), "RUNNING");

  open();  // the token outlives a restart
  engine_->send_task_success(token, R"({"answer":42})", note);
  engine_->tick();
  EXPECT_EQ(outcome(arn), R"(SUCCEEDED {"answer":42})");
  engine_->send_task_failure(token, {"E", "c"}, note);
  EXPECT_EQ(answers, "InvalidToken TaskDoesNotExist InvalidOutput ok ok TaskDoesNotExist ");
}

TEST_F(EngineRuns, TokensOfWhatIsNotLoadedYetAreToBeTriedAgain) {
  start({.machine_arn = create(kToken)});
  std::string const token = tasks_->calls[0].context.token;
  std::string answers;
  auto const note = [&](Result<void> const& result) {
    answers += (result ? "ok" : result.error().name) + " ";
  };
  open({.threads = 0}, Loaded::not_yet);
  engine_->send_task_heartbeat(token, note);
  engine_->send_task_success("nobody's", "1", note);
  engine_->tick();
  engine_->send_task_success("nobody's", "1", note);
  engine_->send_task_success(token, "1", note);
  engine_->tick();
  EXPECT_EQ(answers, "ServiceUnavailable ServiceUnavailable TaskDoesNotExist ok ");
}

TEST_F(EngineRuns, WhatWasStoppedNoMore) {
  std::string const machine = create(kTask);
  std::string const arn = start({.machine_arn = machine});
  bool stopped = false;
  engine_->stop_execution({arn, "E", "by hand"}, [&](auto const& at) { stopped = at.has_value(); });
  engine_->tick();
  EXPECT_TRUE(stopped);
  EXPECT_EQ(outcome(arn), "ABORTED E: by hand");
  EXPECT_EQ(tasks_->cancelled.size(), 1U);
  EXPECT_EQ(engine_->load().running, 0U);
}

TEST_F(EngineRuns, WhileItDrainsNoTaskBeginsAndWhatCameOfOneIsKept) {
  std::string const machine = create(R"({"StartAt": "A", "States": {
      "A": {"Type": "Task", "Next": "B",
            "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f"},
      "B": {"Type": "Task", "End": true,
            "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f"}}})");
  std::string const arn = start({.machine_arn = machine});
  engine_->drain();
  tasks_->succeed("from A");
  engine_->tick();
  EXPECT_TRUE(tasks_->calls.empty());
  EXPECT_EQ(outcome(arn), "RUNNING");

  open();
  engine_->tick();
  ASSERT_EQ(tasks_->calls.size(), 1U);
  EXPECT_EQ(tasks_->calls[0].context.state, "B");
  EXPECT_EQ(tasks_->calls[0].parameters, "from A");
  tasks_->succeed("from B");
  engine_->tick();
  EXPECT_EQ(outcome(arn), R"(SUCCEEDED "from B")");
}

class OneTask final : public TaskRunner {
 public:
  void run(Resource const&, Data, TaskContext, Done done) override {
    begun.set_value(std::move(done));
  }
  void cancel(std::string const&, TaskId) override {}
  std::promise<Done> begun;
};

// With threads: stop() comes back when what came of the task is durable.
TEST_F(EngineRuns, AStopAfterADrainWaitsForWhatIsToBeWritten) {
  std::string const machine = create(kTask);
  OneTask task;
  Engine engine({executions_, *machines_, task, clock_, random_}, {.threads = 2});
  engine.start_execution({.machine_arn = machine, .name = "x", .input = "1"},
                         [](Result<Started> const&) {});
  auto const done = task.begun.get_future().get();
  engine.drain();
  done(std::make_shared<Json const>("done"));
  engine.stop();
  EXPECT_EQ(outcome("arn:aws:states:us-east-1:000000000000:execution:m:x"), R"(SUCCEEDED "done")");
}

TEST_F(EngineRuns, AsManyAsItMayAndTheOthersLater) {
  open({.running_max = 2, .pending_max = 2, .threads = 0});
  std::string const machine = create(kTask);
  std::vector<std::string> arns;
  for (int i = 0; i < 4; ++i) arns.push_back(start({.machine_arn = machine}));
  EXPECT_EQ(start({.machine_arn = machine}), "ExecutionLimitExceeded");
  EXPECT_EQ(tasks_->calls.size(), 2U);
  EXPECT_EQ(engine_->load().pending, 2U);
  engine_->stop_execution({arns[2]}, [](auto const&) {});
  EXPECT_EQ(outcome(arns[2]), "ABORTED");
  tasks_->succeed(1);
  engine_->tick();
  EXPECT_EQ(engine_->load().pending, 0U);
  ASSERT_EQ(tasks_->calls.size(), 2U);
  EXPECT_EQ(tasks_->calls[1].context.execution_arn, arns[3]);
}

TEST_F(EngineRuns, WhoOnlyWaitsTakesNobodysPlace) {
  open({.running_max = 1, .idle_max = 2, .threads = 0});
  std::string const waits = create(kToken, MachineType::standard, "waits");
  std::string const works = create(kTask, MachineType::standard, "works");
  std::vector<std::string> tokens;
  for (int i = 0; i < 3; ++i) {
    start({.machine_arn = waits});
    ASSERT_EQ(tasks_->calls.size(), 1U);
    tokens.push_back(tasks_->calls[0].context.token);
    tasks_->succeed("asked");
    engine_->tick();
  }
  // Two wait apart; the third holds the place.
  std::string const work = start({.machine_arn = works});
  EXPECT_EQ(engine_->load().running, 3U);
  EXPECT_EQ(engine_->load().pending, 1U);
  engine_->send_task_success(tokens[0], "1", [](auto const&) {});
  engine_->tick();
  EXPECT_EQ(engine_->load().pending, 1U);
  engine_->send_task_success(tokens[2], "3", [](auto const&) {});
  engine_->tick();
  ASSERT_EQ(tasks_->calls.size(), 1U);
  EXPECT_EQ(tasks_->calls[0].context.execution_arn, work);
  engine_->send_task_success(tokens[1], "2", [](auto const&) {});
  tasks_->succeed("done");
  engine_->tick();
  EXPECT_EQ(outcome(work), R"(SUCCEEDED "done")");
  EXPECT_EQ(engine_->load().running, 0U);
}

TEST_F(EngineRuns, ExpressOnesWithStartAndEnd) {
  std::string const machine = create(kTask, MachineType::express);
  std::string const arn = start({.machine_arn = machine, .name = "x", .input = "1"});
  EXPECT_TRUE(arn.starts_with("arn:aws:states:us-east-1:000000000000:express:m:x:"));
  EXPECT_FALSE(executions_.load(arn)->state.has_value());
  open();  // begins again
  ASSERT_EQ(tasks_->calls.size(), 1U);
  tasks_->succeed(2);
  engine_->tick();
  EXPECT_EQ(outcome(arn), "SUCCEEDED 2");
  EXPECT_EQ(history(arn), "");
  EXPECT_EQ(changes_, "ExecutionStarted ExecutionStarted ExecutionSucceeded ");
}

TEST_F(EngineRuns, ExpressOnesToTheirAnswer) {
  std::string answer;
  auto const note = [&](Result<ExecutionRecord> const& record) {
    answer = record ? std::string(to_string(record->status)) : record.error().name;
  };
  engine_->start_sync_execution({.machine_arn = create(kPass)}, note);
  EXPECT_EQ(answer, "StateMachineTypeNotSupported");
  std::string const machine = create(kTask, MachineType::express, "e");
  engine_->start_sync_execution({.machine_arn = machine, .input = "1"}, note);
  engine_->tick();
  ASSERT_EQ(tasks_->calls.size(), 1U);
  tasks_->fail("E", "c");
  engine_->tick();
  EXPECT_EQ(answer, "FAILED");
  EXPECT_EQ(engine_->list_executions({.machine_arn = machine})->executions.size(), 1U);
}

TEST_F(EngineRuns, PagesOfListsAndHistories) {
  std::string const machine = create(kPass);
  for (char const* const name : {"a", "b", "c"}) start({.machine_arn = machine, .name = name});
  auto page = engine_->list_executions({.machine_arn = machine, .limit = 2});
  ASSERT_TRUE(page && page->next_cursor);
  EXPECT_EQ(page->executions[0].name, "c");
  page =
      engine_->list_executions({.machine_arn = machine, .limit = 2, .cursor = *page->next_cursor});
  ASSERT_EQ(page->executions.size(), 1U);
  EXPECT_EQ(page->executions[0].name, "a");
  EXPECT_FALSE(page->next_cursor.has_value());
  EXPECT_EQ(engine_->list_executions({.cursor = "x"}).error().name, "InvalidToken");

  std::string const arn = page->executions[0].arn;
  auto events = engine_->execution_history(
      {.execution_arn = arn, .newest_first = true, .with_data = false, .limit = 3});
  ASSERT_TRUE(events && events->next_cursor);
  EXPECT_EQ(events->events[0]["type"], "ExecutionSucceeded");
  EXPECT_EQ(events->events[0].dump().find("output"), std::string::npos);
  events = engine_->execution_history(
      {.execution_arn = arn, .newest_first = true, .limit = 3, .cursor = *events->next_cursor});
  ASSERT_EQ(events->events.size(), 1U);
  EXPECT_NE(events->events[0].dump().find("input"), std::string::npos);

  clock_.advance(std::chrono::hours(24 * 91));
  EXPECT_EQ(engine_->sweep().value(), 3U);
}

TEST_F(EngineRuns, TheMachineAsItWasAtTheStart) {
  std::string const machine = create(kTask);
  EXPECT_EQ(create(kTask), machine);
  EXPECT_EQ(machines_->create({.name = "m", .definition = kPass}).error().name,
            "StateMachineAlreadyExists");
  EXPECT_EQ(machines_->create({.name = "n", .definition = "{}"}).error().name, "InvalidDefinition");
  std::string const arn = start({.machine_arn = machine});
  ASSERT_TRUE(machines_->update(machine, kPass, {}));
  open();
  ASSERT_EQ(tasks_->calls.size(), 1U);
  tasks_->succeed(1);
  engine_->tick();
  EXPECT_EQ(outcome(arn), "SUCCEEDED 1");
  EXPECT_EQ(outcome(start({.machine_arn = machine, .input = "9"})), "SUCCEEDED 9");
  ASSERT_TRUE(machines_->remove(machine));
  EXPECT_EQ(start({.machine_arn = machine}), "StateMachineDoesNotExist");
}

TEST_F(EngineRuns, AgainWhatHasFailed) {
  std::string const machine = create(R"({"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": "B"},
    "B": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 9,
          "End": true}}})");
  std::string const arn = start({.machine_arn = machine});
  tasks_->succeed("a");
  engine_->tick();
  tasks_->fail("E", "c");
  advance(100);
  EXPECT_EQ(outcome(arn), "FAILED E: c");
  std::string answer;
  auto const note = [&](Result<Timestamp> const& at) { answer = at ? "ok" : at.error().name; };
  engine_->redrive_execution(arn, note);
  engine_->tick();
  EXPECT_EQ(answer, "ok");
  EXPECT_EQ(outcome(arn), "RUNNING");
  ASSERT_EQ(tasks_->calls.size(), 1U);
  EXPECT_EQ(tasks_->calls[0].context.state, "B");
  engine_->redrive_execution(arn, note);
  EXPECT_EQ(answer, "ExecutionNotRedrivable");
  tasks_->succeed("b");
  engine_->tick();
  EXPECT_EQ(outcome(arn), R"(SUCCEEDED "b")");
  EXPECT_EQ(engine_->describe_execution(arn)->redrives, 1);
  EXPECT_NE(history(arn).find("ExecutionFailed ExecutionRedriven"), std::string::npos);
  engine_->redrive_execution(arn, note);
  EXPECT_EQ(answer, "ExecutionNotRedrivable");
}

}  // namespace
}  // namespace helio::asl
