// Goal: whatever write is the last before a crash, the next engine brings the same outcome.
// Method: a store that dies after its Nth write, for every N until the run needs no more writes;
// tasks are pure, so that one that runs twice gives the same.
#include "contract/engine_fixture.hpp"

namespace helio::asl {
namespace {

// Passes on `writes_left` writes; what follows is lost without an answer, as in a dead process.
class DyingStore final : public ExecutionStore {
 public:
  explicit DyingStore(ExecutionStore& store) : store_(store) {}
  int writes_left = 0;

  void create(ExecutionRecord record, Created done) override {
    if (writes_left-- > 0) store_.create(std::move(record), std::move(done));
  }
  void append(ExecutionUpdate update, Done done) override {
    if (writes_left-- > 0) store_.append(std::move(update), std::move(done));
  }
  Result<StoredExecution> load(std::string_view arn) override { return store_.load(arn); }
  Result<ExecutionRecord> find(std::string_view arn) override { return store_.find(arn); }
  Result<std::vector<ExecutionRecord>> list(ExecutionQuery const& query) override {
    return store_.list(query);
  }
  Result<std::vector<Unfinished>> unfinished(std::int64_t after, std::size_t limit) override {
    return store_.unfinished(after, limit);
  }
  Result<std::vector<Json>> history(std::string_view arn, HistoryQuery const& query) override {
    return store_.history(arn, query);
  }
  Result<std::size_t> drop_stopped_before(Timestamp time, std::size_t limit) override {
    return store_.drop_stopped_before(time, limit);
  }

 private:
  ExecutionStore& store_;
};

// Answers at once: adds one, or fails what is 3.
class PureTasks final : public TaskRunner {
 public:
  void run(Resource const&, Data parameters, TaskContext, Done done) override {
    if (*parameters == 3) return done(tl::unexpected(TaskFailure{"Three", "no threes"}));
    done(std::make_shared<Json const>(parameters->get<int>() + 1));
  }
  void cancel(std::string const&, TaskId) override {}
};

constexpr char const* kAll = R"({"StartAt": "Map", "States": {
  "Map": {"Type": "Map", "MaxConcurrency": 2, "Next": "Wait", "ItemProcessor": {"StartAt": "Add",
    "States": {"Add": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Retry": [{"ErrorEquals": ["Three"], "IntervalSeconds": 2, "MaxAttempts": 2}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], "End": true},
      "Caught": {"Type": "Pass", "Result": "three", "End": true}}}},
  "Wait": {"Type": "Wait", "Seconds": 60, "Assign": {"kept.$": "$"}, "Next": "Both"},
  "Both": {"Type": "Parallel", "Next": "End", "Branches": [
    {"StartAt": "One", "States": {"One": {"Type": "Task", "InputPath": "$[0]",
      "Resource": "arn:aws:states:::sns:publish", "End": true}}},
    {"StartAt": "Two", "States": {"Two": {"Type": "Pass", "Parameters": {"v.$": "$kept"},
      "End": true}}}]},
  "End": {"Type": "Succeed"}}})";

class Lifetimes {
 public:
  // Runs to the end of the execution, dying after each `writes` writes. Its outcome and history.
  std::string run(int writes) {
    MachineCatalog catalog(machines_, clock_, random_, Account{});
    auto const machine = catalog.create({.name = "m", .definition = kAll});
    if (!machine) return machine.error().message;
    bool started = false;
    for (int life = 0; life < 200; ++life) {
      DyingStore store(executions_);
      store.writes_left = writes;
      PureTasks tasks;
      Engine engine({store, catalog, tasks, clock_, random_}, {.threads = 0});
      EXPECT_TRUE(engine.resume());
      if (!started) {
        engine.start_execution(
            {.machine_arn = machine->arn, .name = "x", .input = "[1,2,3]"},
            [&](Result<Started> const& result) { started = result.has_value(); });
      }
      for (int second = 0; second < 100; ++second) {
        engine.tick();
        clock_.advance(std::chrono::seconds(1));
      }
      auto const record = executions_.list({});
      if (!record->empty() && record->front().status != Status::running) {
        return told(record->front());
      }
    }
    return "never ended";
  }

 private:
  std::string told(ExecutionRecord const& record) {
    std::string text = std::string(to_string(record.status)) + " " + record.output.value_or("");
    auto const events = executions_.history(record.arn, {.limit = 1000});
    std::int64_t id = 0;
    for (Json const& event : *events) EXPECT_EQ(event["id"].get<std::int64_t>(), ++id);
    return text;
  }

  ManualClock clock_;
  SeededRandom random_{1};
  MemoryExecutionStore executions_;
  MemoryMachineStore machines_;
};

// At least two writes a life: one when it is taken up again, one for what it then does.
TEST(EngineCrash, AfterAnyWriteEndsTheSame) {
  std::string const whole = Lifetimes().run(1'000);
  EXPECT_EQ(whole, R"(SUCCEEDED [3,{"v":[2,3,"three"]}])");
  for (int writes = 2; writes <= 20; ++writes) {
    SCOPED_TRACE(writes);
    EXPECT_EQ(Lifetimes().run(writes), whole);
  }
}

}  // namespace
}  // namespace helio::asl
