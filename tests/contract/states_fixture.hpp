// StatesInMemory: the service over an engine and stores in memory, and tasks that answer what a
// test tells them to. For tests.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/memory_stores.hpp"
#include "aws/json/validate.hpp"
#include "aws/states/states.hpp"
#include "base/manual_clock.hpp"

namespace helio::aws::states {

// Answers at once: a task's parameters are its result, or {"fail": error} its failure. What waits
// for a token only gives it away; what has {"hold": true} is never answered.
class EchoTasks final : public asl::TaskRunner {
 public:
  void run(asl::Resource const&, asl::Data parameters, asl::TaskContext context,
           Done done) override {
    if (parameters->is_object() && parameters->contains("hold")) return;
    if (parameters->is_object() && parameters->contains("fail")) {
      return done(tl::unexpected(asl::TaskFailure{parameters->at("fail"), "as it was told"}));
    }
    std::string const token = context.token;
    done(parameters);
    if (token.empty()) return;
    std::scoped_lock const lock(mutex_);
    tokens_.push_back(token);
    changed_.notify_all();
  }
  void cancel(std::string const&, asl::TaskId) override {}

  std::string next_token() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::minutes(1), [&] { return !tokens_.empty(); })) {
      return "";
    }
    std::string token = std::move(tokens_.front());
    tokens_.pop_front();
    return token;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> tokens_;
};

class StatesInMemory : public testing::Test {
 protected:
  static constexpr char const* kRole = "arn:aws:iam::000000000000:role/r";
  static constexpr char const* kPass =
      R"({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}})";
  static constexpr char const* kTask = R"({"StartAt": "T", "States": {"T": {"Type": "Task",
    "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "End": true}}})";
  static constexpr char const* kToken = R"({"StartAt": "T", "States": {"T": {"Type": "Task",
    "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters":
    {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"}}, "End": true}}})";

  Result<Json> call(std::string_view operation, Json const& input) {
    return states_.service().call(operation, input, caller_);
  }
  // The answer, which must have AWS's shape.
  Json answer(std::string_view operation, Json const& input) {
    auto output = call(operation, input);
    EXPECT_TRUE(output) << operation << ": " << output.error().name << ": "
                        << output.error().message;
    if (!output) return {};
    auto const& model = json::stepfunctions_model;
    auto const fits = json::validate(model, model.operation(operation)->output, *output, "Misfit");
    EXPECT_TRUE(fits) << operation << ": " << fits.error().message;
    return *output;
  }
  std::string error(std::string_view operation, Json const& input) {
    auto const output = call(operation, input);
    return output ? "(none)" : output.error().name;
  }

  std::string create(std::string const& name, std::string const& definition = kPass,
                     std::string const& type = "STANDARD") {
    auto const made =
        answer("CreateStateMachine",
               {{"name", name}, {"definition", definition}, {"roleArn", kRole}, {"type", type}});
    return made.value("stateMachineArn", "");
  }
  std::string start(std::string const& machine, std::string const& name,
                    std::string const& input = "{}") {
    return answer("StartExecution",
                  {{"stateMachineArn", machine}, {"name", name}, {"input", input}})
        .value("executionArn", "");
  }
  // Waits for its end, each of its ends once; its status.
  std::string ended(std::string const& arn) {
    std::unique_lock lock(mutex_);
    bool const done =
        changed_.wait_for(lock, std::chrono::minutes(1), [&] { return ended_.erase(arn) > 0; });
    lock.unlock();
    EXPECT_TRUE(done);
    return answer("DescribeExecution", {{"executionArn", arn}}).value("status", "");
  }

  ManualClock clock_;
  SeededRandom random_{1};
  asl::MemoryExecutionStore executions_;
  asl::MemoryMachineStore machine_store_;
  EchoTasks tasks_;
  asl::MachineCatalog machines_{machine_store_, clock_, random_, asl::Account{}};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> ended_;
  asl::Engine engine_{{executions_, machines_, tasks_, clock_, random_},
                      {.threads = 1},
                      [this](asl::ExecutionChange const& change) {
                        bool const of_whole = change.event.starts_with("Execution");
                        if (change.status == asl::Status::running || !of_whole) return;
                        std::scoped_lock const lock(mutex_);
                        ended_.insert(change.execution_arn);
                        changed_.notify_all();
                      }};
  States states_{{engine_, machines_, tasks_, clock_, random_}};
  json::Caller caller_ = json::Caller::inside("000000000000", "us-east-1", "request");
};

}  // namespace helio::aws::states
