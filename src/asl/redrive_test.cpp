// Goal: what has failed runs again from where it failed, as a new attempt, and to its end; however
// soon after the failure, and whoever stops it meanwhile.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/timestamp.hpp"
#include "base/worker_pool.hpp"
#include "contract/engine_fixture.hpp"

namespace helio::asl {
namespace {

constexpr char const* kTask = R"({"StartAt": "T", "States": {"T": {"Type": "Task",
  "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 9,
  "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 5, "MaxAttempts": 1}], "End": true}}})";
constexpr char const* kToken = R"({"StartAt": "T", "TimeoutSeconds": 100, "States": {"T": {
  "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters":
  {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"}}, "End": true}}})";

class Redrive : public EngineTest {
 protected:
  void fail_task() {
    tasks_->fail("E", "c");
    engine_->tick();
  }
  std::string redrive(std::string const& arn) {
    std::string answer = "nothing";
    engine_->redrive_execution(
        arn, [&](Result<Timestamp> const& at) { answer = at ? "ok" : at.error().name; });
    engine_->tick();
    return answer;
  }
};

TEST_F(Redrive, IsANewAttemptWithAllItsRetries) {
  std::string const arn = start({.machine_arn = create(kTask), .input = "1"});
  TaskId const first = tasks_->calls[0].context.id;
  fail_task();
  advance(5);
  fail_task();
  EXPECT_EQ(outcome(arn), "FAILED E: c");
  EXPECT_EQ(redrive(arn), "ok");
  ASSERT_EQ(tasks_->calls.size(), 1U);
  EXPECT_GT(tasks_->calls[0].context.id, first + 1);
  EXPECT_EQ(tasks_->calls[0].context.attempt, 0);
  EXPECT_FALSE(tasks_->calls[0].context.resumed);
  fail_task();
  advance(5);
  ASSERT_EQ(tasks_->calls.size(), 1U);
  tasks_->succeed(2);
  engine_->tick();
  EXPECT_EQ(outcome(arn), "SUCCEEDED 2");
  EXPECT_EQ(history(arn),
            "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskFailed "
            "TaskScheduled TaskStarted TaskFailed ExecutionFailed ExecutionRedriven "
            "TaskScheduled TaskStarted TaskFailed TaskScheduled TaskStarted TaskSucceeded "
            "TaskStateExited ExecutionSucceeded ");
}

TEST_F(Redrive, OfOneThatWasToBeTriedAgainTriesAtOnce) {
  std::string const arn = start({.machine_arn = create(kTask)});
  fail_task();
  engine_->stop_execution({arn}, [](auto const&) {});
  engine_->tick();
  EXPECT_EQ(outcome(arn), "ABORTED");
  EXPECT_EQ(redrive(arn), "ok");
  ASSERT_EQ(tasks_->calls.size(), 1U);
  tasks_->succeed(2);
  advance(60);
  EXPECT_EQ(outcome(arn), "SUCCEEDED 2");
}

TEST_F(Redrive, GivesANewTokenAndTheWholeTime) {
  std::string const arn = start({.machine_arn = create(kToken)});
  std::string const old_token = tasks_->calls[0].context.token;
  tasks_->succeed("it has the token");
  advance(100);
  EXPECT_EQ(outcome(arn), "TIMED_OUT");
  EXPECT_EQ(redrive(arn), "ok");
  ASSERT_EQ(tasks_->calls.size(), 1U);
  std::string const token = tasks_->calls[0].context.token;
  EXPECT_NE(token, old_token);
  tasks_->succeed("it has the token");
  advance(99);
  EXPECT_EQ(outcome(arn), "RUNNING");
  std::string answers;
  auto const note = [&](Result<void> const& result) {
    answers += (result ? "ok" : result.error().name) + " ";
  };
  engine_->send_task_success(old_token, "1", note);
  engine_->send_task_success(token, "2", note);
  engine_->tick();
  EXPECT_EQ(outcome(arn), "SUCCEEDED 2");
  EXPECT_EQ(answers, "TaskDoesNotExist ok ");
}

TEST_F(Redrive, OutlivesACrash) {
  std::string const arn = start({.machine_arn = create(kToken)});
  fail_task();
  engine_->redrive_execution(arn, [](auto const&) {});
  open();
  ASSERT_EQ(tasks_->calls.size(), 1U);
  std::string const token = tasks_->calls[0].context.token;
  tasks_->succeed("it has the token");
  open();
  engine_->send_task_success(token, "2", [](auto const&) {});
  engine_->tick();
  EXPECT_EQ(outcome(arn), "SUCCEEDED 2");
}

// It failed, or was stopped, before there was anything to go on from: it begins anew.
TEST_F(Redrive, BeforeTheFirstDurablePointIsFromTheStart) {
  std::string const arn = start({.machine_arn = create(R"({"StartAt": "P", "States": {
    "P": {"Type": "Pass", "Parameters": {"n.$": "$$.Execution.RedriveCount",
          "at.$": "$$.Execution"}, "Next": "C"},
    "C": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 2, "Next": "S"}],
          "Default": "F"},
    "F": {"Type": "Fail", "Error": "E"}, "S": {"Type": "Succeed", "OutputPath": "$.at"}}})")});
  EXPECT_EQ(outcome(arn), "FAILED E");
  EXPECT_EQ(redrive(arn), "ok");
  EXPECT_EQ(outcome(arn), "FAILED E");
  clock_.advance(std::chrono::seconds(60));
  EXPECT_EQ(redrive(arn), "ok");
  auto const record = engine_->describe_execution(arn).value();
  EXPECT_EQ(record.status, Status::succeeded);
  EXPECT_EQ(record.redrives, 2);
  Json const told = parse_json(record.output.value_or("")).value();
  EXPECT_EQ(told["RedriveCount"], 2);
  EXPECT_EQ(told["RedriveTime"], to_rfc3339(record.redriven_at.value()));
  EXPECT_EQ(told["StartTime"], to_rfc3339(record.started_at));
  EXPECT_EQ(history(arn),
            "ExecutionStarted PassStateEntered PassStateExited ChoiceStateEntered "
            "ChoiceStateExited FailStateEntered ExecutionFailed ExecutionRedriven "
            "PassStateEntered PassStateExited ChoiceStateEntered ChoiceStateExited "
            "FailStateEntered ExecutionFailed ExecutionRedriven "
            "PassStateEntered PassStateExited ChoiceStateEntered ChoiceStateExited "
            "SucceedStateEntered SucceedStateExited ExecutionSucceeded ");
}

TEST_F(Redrive, OfOneThatNeverBeganHasItsStartInTheHistory) {
  open({.running_max = 1, .threads = 0});
  std::string const machine = create(kTask);
  start({.machine_arn = machine});
  std::string const arn = start({.machine_arn = machine});
  engine_->stop_execution({arn}, [](auto const&) {});
  engine_->tick();
  EXPECT_EQ(outcome(arn), "ABORTED");
  EXPECT_EQ(redrive(arn), "ok");
  tasks_->succeed(1);
  engine_->tick();
  ASSERT_EQ(tasks_->calls.size(), 1U);
  tasks_->succeed(2);
  engine_->tick();
  EXPECT_EQ(outcome(arn), "SUCCEEDED 2");
  EXPECT_EQ(history(arn),
            "ExecutionStarted ExecutionRedriven TaskStateEntered TaskScheduled TaskStarted "
            "TaskSucceeded TaskStateExited ExecutionSucceeded ");
}

TEST_F(Redrive, TellsTheTaskItsNumber) {
  std::string const arn = start({.machine_arn = create(R"({"StartAt": "T", "States": {"T": {
    "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
    "Parameters": {"n.$": "$$.Execution.RedriveCount"}}}})")});
  EXPECT_EQ(tasks_->calls[0].parameters["n"], 0);
  for (int n = 1; n <= 2; ++n) {
    fail_task();
    EXPECT_EQ(redrive(arn), "ok");
    open();  // the number outlives a crash
    ASSERT_EQ(tasks_->calls.size(), 1U);
    EXPECT_EQ(tasks_->calls[0].parameters["n"], n);
    EXPECT_EQ(engine_->describe_execution(arn)->redrives, n);
  }
}

// The failure is durable, and whoever asks sees it, before the execution has left the memory.
TEST_F(Redrive, WaitsUntilTheFailureIsCarriedOut) {
  std::string const arn = start({.machine_arn = create(kToken)});
  tasks_->fail("E", "c");
  std::string answer;
  on_change_ = [&](ExecutionChange const& change) {
    if (change.event != "ExecutionFailed" || !answer.empty()) return;
    EXPECT_EQ(outcome(arn), "FAILED E: c");
    engine_->redrive_execution(
        arn, [&](Result<Timestamp> const& at) { answer = at ? "ok" : at.error().name; });
  };
  engine_->tick();
  EXPECT_EQ(answer, "ok");
  ASSERT_EQ(tasks_->calls.size(), 1U);
  EXPECT_EQ(outcome(arn), "RUNNING");
  EXPECT_EQ(redrive(arn), "ExecutionNotRedrivable");
}

TEST_F(Redrive, ThatIsStoppedWhileItIsLoadedStaysStopped) {
  std::string const arn = start({.machine_arn = create(kToken)});
  fail_task();
  bool stopped = false;
  engine_->redrive_execution(arn, [](auto const&) {});  // its loading is a job, not yet done
  engine_->stop_execution({arn}, [&](auto const& at) { stopped = at.has_value(); });
  engine_->tick();
  EXPECT_TRUE(stopped);
  EXPECT_EQ(outcome(arn), "ABORTED");
  EXPECT_TRUE(tasks_->calls.empty());
  EXPECT_EQ(engine_->load().running, 0U);
  EXPECT_EQ(redrive(arn), "ok");
  EXPECT_EQ(tasks_->calls.size(), 1U);
}

// Fails every first attempt, on a thread of its own.
class SecondTimeLucky final : public TaskRunner {
 public:
  void run(Resource const&, Data parameters, TaskContext context, Done done) override {
    EXPECT_TRUE(pool_.submit([this, parameters, arn = context.execution_arn, done] {
      if (!seen_.insert(arn).second) return done(parameters);
      done(tl::unexpected(TaskFailure{"X", "the first time"}));
    }));
  }
  void cancel(std::string const&, TaskId) override {}

 private:
  std::set<std::string> seen_;
  WorkerPool pool_{{.name = "tasks", .threads = 1, .queue_max = 100}};
};

class RedriveThreads : public testing::Test {
 protected:
  SystemClock clock_;
  SeededRandom random_{1};
  MemoryExecutionStore executions_;
  MemoryMachineStore machine_store_;
  MachineCatalog machines_{machine_store_, clock_, random_, Account{}};
  SecondTimeLucky tasks_;
  Engine engine_{{executions_, machines_, tasks_, clock_, random_}, {.threads = 2}};
  const std::string machine_ = machines_.create({.name = "m", .definition = kTask})->arn;
};

TEST_F(RedriveThreads, AsSoonAsTheFailureIsSeen) {
  auto const reaches = [&](std::string const& arn, Status status) {
    while (engine_.describe_execution(arn)->status != status) std::this_thread::yield();
  };
  for (int i = 0; i < 300; ++i) {
    std::string const name = "x" + std::to_string(i);
    std::string const arn = "arn:aws:states:us-east-1:000000000000:execution:m:" + name;
    engine_.start_execution({.machine_arn = machine_, .name = name},
                            [](Result<Started> const& started) { EXPECT_TRUE(started); });
    reaches(arn, Status::failed);
    engine_.redrive_execution(arn, [](Result<Timestamp> const& at) { EXPECT_TRUE(at); });
    reaches(arn, Status::succeeded);
  }
}

// A stop is answered whatever the execution does in the meantime: it ends, or is redriven.
TEST_F(RedriveThreads, StopsAreAnswered) {
  int const rounds = 300;
  std::atomic<int> answered = 0;
  for (int i = 0; i < rounds; ++i) {
    std::string const name = "x" + std::to_string(i);
    std::string const arn = "arn:aws:states:us-east-1:000000000000:execution:m:" + name;
    engine_.start_execution({.machine_arn = machine_, .name = name}, [](auto const&) {});
    for (int turn = 0; turn < 2; ++turn) {
      engine_.stop_execution({arn}, [&](auto const&) { ++answered; });
      while (engine_.describe_execution(arn)->status == Status::running) std::this_thread::yield();
      engine_.redrive_execution(arn, [](auto const&) {});
    }
  }
  while (answered < 2 * rounds) std::this_thread::yield();
}

}  // namespace
}  // namespace helio::asl
