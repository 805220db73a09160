// What the engine's tests share: an engine without threads over the fakes, whose time and tasks the
// test moves by hand.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/engine.hpp"
#include "asl/memory_stores.hpp"
#include "base/manual_clock.hpp"

namespace helio::asl {

// Keeps the calls until the test answers them.
class HeldTasks final : public TaskRunner {
 public:
  struct Call {
    std::string resource;
    Json parameters;
    TaskContext context;
    Done done;
  };

  void run(Resource const& resource, Data parameters, TaskContext context, Done done) override {
    calls.push_back({resource.arn, *parameters, std::move(context), std::move(done)});
  }
  void cancel(std::string const&, TaskId id) override { cancelled.push_back(id); }

  // Answers the oldest call.
  void succeed(Json value) {
    Call call = take();
    call.done(std::make_shared<Json const>(std::move(value)));
  }
  void fail(std::string error, std::string cause) {
    Call call = take();
    call.done(tl::unexpected(TaskFailure{std::move(error), std::move(cause)}));
  }

  std::vector<Call> calls;
  std::vector<TaskId> cancelled;

 private:
  Call take() {
    Call call = std::move(calls.front());
    calls.erase(calls.begin());
    return call;
  }
};

class EngineTest : public testing::Test {
 protected:
  EngineTest() { open(); }

  // A new engine over the same stores, as after a crash: the old one's tasks are forgotten.
  enum class Loaded : bool { not_yet, all };
  void open(EngineOptions options = {.threads = 0}, Loaded loaded = Loaded::all) {
    engine_.reset();
    tasks_ = std::make_unique<HeldTasks>();
    machines_ = std::make_unique<MachineCatalog>(machine_store_, clock_, random_, Account{});
    engine_ =
        std::make_unique<Engine>(EngineParts{executions_, *machines_, *tasks_, clock_, random_},
                                 options, [this](ExecutionChange const& change) {
                                   changes_ += change.event + " ";
                                   if (on_change_) on_change_(change);
                                 });
    EXPECT_TRUE(engine_->resume());
    if (loaded == Loaded::all) engine_->tick();
  }

  std::string create(char const* definition, MachineType type = MachineType::standard,
                     std::string const& name = "m") {
    auto const made = machines_->create({.name = name, .definition = definition, .type = type});
    EXPECT_TRUE(made.has_value()) << made.error().message;
    return made ? made->arn : "";
  }

  // The ARN, or the error's name.
  std::string start(StartRequest request) {
    std::string answer = "nothing";
    engine_->start_execution(std::move(request), [&](Result<Started> const& started) {
      answer = started ? started->execution_arn : started.error().name;
    });
    engine_->tick();
    return answer;
  }

  // "SUCCEEDED 3", "FAILED Error: cause", "RUNNING".
  std::string outcome(std::string const& arn) {
    auto const record = engine_->describe_execution(arn);
    if (!record) return record.error().name;
    std::string text(to_string(record->status));
    if (record->output) text += " " + *record->output;
    if (record->error) text += " " + *record->error;
    if (record->cause) text += ": " + *record->cause;
    return text;
  }

  std::string history(std::string const& arn) {
    std::string types;
    auto const page = engine_->execution_history({.execution_arn = arn, .limit = 1000});
    if (!page) return page.error().name;
    std::int64_t id = 0;
    for (Json const& event : page->events) {
      EXPECT_EQ(event["id"].get<std::int64_t>(), ++id);
      types += event["type"].get<std::string>() + " ";
    }
    return types;
  }

  void advance(int seconds) {
    clock_.advance(std::chrono::seconds(seconds));
    engine_->tick();
  }

  ManualClock clock_;
  SeededRandom random_{1};
  MemoryExecutionStore executions_;
  MemoryMachineStore machine_store_;
  std::unique_ptr<HeldTasks> tasks_;
  std::unique_ptr<MachineCatalog> machines_;
  std::string changes_;
  Engine::OnChange on_change_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace helio::asl
