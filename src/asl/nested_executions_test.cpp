// Goal: states:startExecution starts one execution and tells of it as Step Functions does, also
// over a restart, and takes it down with its parent.
#include "asl/nested_executions.hpp"

#include <latch>
#include <mutex>

#include "asl/task_router.hpp"
#include "contract/engine_fixture.hpp"

namespace helio::asl {
namespace {

constexpr char const* kChild = "arn:aws:states:us-east-1:000000000000:stateMachine:child";
constexpr char const* kWaits = R"x({"StartAt": "W", "States": {
  "W": {"Type": "Wait", "Seconds": 10, "Next": "P"},
  "P": {"Type": "Pass", "Parameters": {"twice.$": "States.MathAdd($.n, $.n)"}, "End": true}}})x";
constexpr char const* kFails = R"({"StartAt": "F", "States": {
  "F": {"Type": "Fail", "Error": "Broken", "Cause": "It fell."}}})";

class Nested : public EngineTest {
 protected:
  Nested() { reopen(); }

  void reopen(EngineOptions options = {.threads = 0}) {
    engine_.reset();
    router_.reset();
    nested_ = std::make_unique<NestedExecutions>(clock_, 0);
    router_ = std::make_unique<TaskRouter>(pool_, clock_, 0);
    router_->add_runner("arn:aws:states:::states:startExecution", *nested_);
    machines_ = std::make_unique<MachineCatalog>(
        machine_store_, clock_, random_, Account{},
        [this](Resource const& resource) { return router_->check(resource); });
    engine_ = std::make_unique<Engine>(
        EngineParts{executions_, *machines_, *router_, clock_, random_}, options,
        [this](ExecutionChange const& change) { nested_->changed(change); });
    nested_->attach(*engine_);
    EXPECT_TRUE(engine_->resume());
    settle();
  }

  ~Nested() override {
    nested_->stop();
    engine_.reset();
  }

  // Each may make work for the other.
  void settle() {
    for (int i = 0; i < 20; ++i) {
      engine_->tick();
      nested_->tick();
    }
  }

  void pass(int seconds) {
    clock_.advance(std::chrono::seconds(seconds));
    settle();
  }

  std::string parent(std::string const& ending, Json parameters, std::string const& more = "") {
    parameters["StateMachineArn"] = kChild;
    std::string const definition =
        R"({"StartAt": "S", "States": {"S": {"Type": "Task", "Resource": )"
        R"("arn:aws:states:::states:startExecution)" +
        ending + R"(", "Parameters": )" + parameters.dump() + more + R"(, "End": true}}})";
    auto const machine =
        create(definition.c_str(), MachineType::standard, "parent" + std::to_string(++parents_));
    std::string const arn = start({.machine_arn = machine, .name = "p"});
    settle();
    return arn;
  }

  Json output(std::string const& arn) {
    auto const record = engine_->describe_execution(arn);
    return record && record->output ? Json::parse(*record->output) : Json();
  }

  std::vector<ExecutionRecord> children() {
    return engine_->list_executions({.machine_arn = kChild}).value().executions;
  }

  int parents_ = 0;
  WorkerPool pool_{{.name = "tasks", .threads = 1, .queue_max = 1}};
  std::unique_ptr<NestedExecutions> nested_;
  std::unique_ptr<TaskRouter> router_;
};

TEST_F(Nested, StartsAndGoesOn) {
  create(kWaits, MachineType::standard, "child");
  auto const arn = parent("", {{"Name", "c"}, {"Input", {{"n", 3}}}});
  Json const want = {{"ExecutionArn", "arn:aws:states:us-east-1:000000000000:execution:child:c"},
                     {"StartDate", clock_.wall().time_since_epoch().count()}};
  EXPECT_EQ(output(arn), want);
  ASSERT_EQ(children().size(), 1U);
  EXPECT_EQ(children()[0].status, Status::running);
  EXPECT_EQ(children()[0].input, R"({"n":3})");
}

TEST_F(Nested, WaitsForTheEnd) {
  create(kWaits, MachineType::standard, "child");
  for (bool const as_json : {false, true}) {
    SCOPED_TRACE(as_json);
    auto const arn = parent(as_json ? ".sync:2" : ".sync", {{"Input", {{"n", as_json ? 4 : 3}}}});
    EXPECT_EQ(outcome(arn), "RUNNING");
    EXPECT_NE(history(arn).find("TaskSubmitted"), std::string::npos) << history(arn);
    pass(10);
    Json const got = output(arn);
    EXPECT_EQ(got["Status"], "SUCCEEDED");
    EXPECT_EQ(got["Output"], (as_json ? Json{{"twice", 8}} : Json(R"({"twice":6})")));
    EXPECT_EQ(got["Input"], (as_json ? Json{{"n", 4}} : Json(R"({"n":3})")));
    EXPECT_EQ(got["StateMachineArn"], kChild);
    EXPECT_EQ(got["StopDate"].get<std::int64_t>() - got["StartDate"].get<std::int64_t>(), 10'000);
    EXPECT_EQ(history(arn),
              "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSubmitted "
              "TaskSucceeded TaskStateExited ExecutionSucceeded ");
  }
  EXPECT_EQ(children().size(), 2U);
}

TEST_F(Nested, TellsOfFailures) {
  create(kFails, MachineType::standard, "child");
  auto const arn = parent(".sync:2", Json::object());
  auto const record = engine_->describe_execution(arn).value();
  EXPECT_EQ(record.error, "States.TaskFailed");
  Json const cause = Json::parse(record.cause.value_or("null"));
  EXPECT_EQ(cause["Status"], "FAILED");
  EXPECT_EQ(cause["Error"], "Broken");
  EXPECT_EQ(cause["Cause"], "It fell.");
}

TEST_F(Nested, RefusalsTable) {
  struct Row {
    char const* parameters;
    char const* error;
  };
  Row const rows[] = {
      {R"({"Name": "a/b"})", "StepFunctions.InvalidNameException"},
      {R"({"Input": "{"})", "StepFunctions.InvalidExecutionInputException"},
      {R"({"StateMachineArn": "arn:aws:states:us-east-1:000000000000:stateMachine:nobody"})",
       "StepFunctions.StateMachineDoesNotExistException"},
      {R"({"StateMachineArn": "nobody"})", "StepFunctions.InvalidArnException"},
      {R"({"StateMachineArn": null})", "States.Runtime"},
      {R"({"Name": 3})", "States.Runtime"},
      {R"({"TraceHeader": "x"})", "States.Runtime"},
  };
  create(kWaits, MachineType::standard, "child");
  int number = 0;
  for (Row const& row : rows) {
    SCOPED_TRACE(row.parameters);
    Json parameters = {{"StateMachineArn", kChild}};
    parameters.update(Json::parse(row.parameters));
    std::string outcome;
    TaskContext context{.execution_arn = "arn:p", .id = ++number};
    nested_->run(*parse_resource("arn:aws:states:::states:startExecution"),
                 std::make_shared<Json const>(std::move(parameters)), std::move(context),
                 [&](TaskOutcome const& answer) {
                   outcome = answer ? (*answer)->dump() : answer.error().error;
                 });
    settle();
    EXPECT_EQ(outcome, row.error);
  }
}

TEST_F(Nested, ANameThatIsTaken) {
  create(kWaits, MachineType::standard, "child");
  start({.machine_arn = kChild, .name = "c", .input = R"({"n":1})"});
  auto const arn = parent(".sync", {{"Name", "c"}, {"Input", {{"n", 2}}}});
  EXPECT_TRUE(outcome(arn).starts_with("FAILED StepFunctions.ExecutionAlreadyExistsException"))
      << outcome(arn);
}

TEST_F(Nested, TheChildGoesWithItsParent) {
  create(kWaits, MachineType::standard, "child");
  auto const stopped = parent(".sync", {{"Input", {{"n", 3}}}});
  engine_->stop_execution({.execution_arn = stopped}, [](Result<Timestamp> const&) {});
  settle();
  ASSERT_EQ(children().size(), 1U);
  EXPECT_EQ(children()[0].status, Status::aborted);

  auto const late = parent(".sync:2", {{"Input", {{"n", 3}}}}, R"(, "TimeoutSeconds": 5)");
  pass(5);
  EXPECT_EQ(outcome(late), "FAILED States.Timeout");
  EXPECT_EQ(children()[0].status, Status::aborted);
  pass(10);
  EXPECT_EQ(children().size(), 2U);
}

TEST_F(Nested, OneChildOverARestart) {
  create(kWaits, MachineType::standard, "child");
  for (Json const& named : {Json::object(), Json{{"Name", "c"}}}) {
    SCOPED_TRACE(named.dump());
    std::size_t const before = children().size();
    Json parameters = named;
    parameters["Input"] = {{"n", 3}};
    auto const arn = parent(named.empty() ? ".sync" : ".sync:2", parameters);
    EXPECT_EQ(children().size(), before + 1);
    reopen();
    EXPECT_EQ(outcome(arn), "RUNNING");
    pass(10);
    EXPECT_EQ(output(arn)["Status"], "SUCCEEDED") << outcome(arn);
    EXPECT_EQ(children().size(), before + 1);
  }
}

TEST_F(Nested, AParentThatWaitsIsNoReasonToWait) {
  reopen({.running_max = 1, .nested_max = 1, .threads = 0});
  create(kWaits, MachineType::standard, "child");
  auto const first = parent(".sync", {{"Input", {{"n", 3}}}});
  ASSERT_EQ(children().size(), 1U);
  reopen({.running_max = 1, .nested_max = 1, .threads = 0});
  pass(10);
  EXPECT_TRUE(outcome(first).starts_with("SUCCEEDED")) << outcome(first);
}

// Threads of their own for the engine and for those who wait; ThreadSanitizer looks on.
TEST(NestedThreads, ManyAtATime) {
  constexpr int kParents = 30;
  SystemClock clock;
  SeededRandom random(1);
  MemoryExecutionStore executions;
  MemoryMachineStore machine_store;
  WorkerPool pool({.name = "tasks", .threads = 2, .queue_max = 100});
  TaskRouter router(pool, clock);
  NestedExecutions nested(clock);
  router.add_runner("arn:aws:states:::states:startExecution", nested);
  MachineCatalog machines(machine_store, clock, random, Account{});
  std::latch ended(2 * kParents);  // each parent and its child
  Engine engine({executions, machines, router, clock, random}, {.running_max = 4, .threads = 3},
                [&](ExecutionChange const& change) {
                  nested.changed(change);
                  if (change.event == "ExecutionFailed") ended.count_down();
                });
  nested.attach(engine);
  ASSERT_TRUE(machines.create({.name = "child", .definition = kFails}));
  auto const parent = machines.create({.name = "parent", .definition = R"({"StartAt": "S",
      "States": {"S": {"Type": "Task", "Resource":
      "arn:aws:states:::states:startExecution.sync", "Parameters": {"StateMachineArn":
      "arn:aws:states:us-east-1:000000000000:stateMachine:child"}, "End": true}}})"});
  ASSERT_TRUE(parent) << parent.error().message;
  std::vector<std::string> arns;
  std::mutex mutex;
  for (int i = 0; i < kParents; ++i) {
    engine.start_execution({.machine_arn = parent->arn}, [&](Result<Started> const& started) {
      std::scoped_lock const lock(mutex);
      arns.push_back(started->execution_arn);
    });
  }
  ended.wait();
  for (std::string const& arn : arns) {
    EXPECT_EQ(engine.describe_execution(arn)->error, "States.TaskFailed");
  }
  nested.stop();
}

TEST_F(Nested, TheValidatorKnowsWhatIsDone) {
  auto const made = machines_->create({.name = "m", .definition = R"({"StartAt": "S", "States": {
      "S": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}}})"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message,
            "NOT_SUPPORTED: The resource 'arn:aws:states:::sqs:sendMessage' is not supported here; "
            "name another. at /States/S/Resource");
}

}  // namespace
}  // namespace helio::asl
