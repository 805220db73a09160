// WorkflowRun: one execution of workflows/image-pipeline.asl.json by our own interpreter, over a
// clock that jumps to the next timer; the functions are the test's.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/execution.hpp"
#include "asl/parse.hpp"
#include "base/manual_clock.hpp"
#include "base/random.hpp"
#include "functions/function.hpp"
#include "functions/pipeline_definition.hpp"

namespace helio::functions {

// The file, its placeholders filled: functions are called by their names.
inline std::string filled_definition() {
  return pipeline_definition({{"ValidateImageFunctionArn", "image_processor"},
                              {"AnalyzeImageFunctionArn", "rekognition_analyzer"},
                              {"SaveResultsFunctionArn", "result_saver"},
                              {"NotificationHandlerFunctionArn", "notification_handler"},
                              {"ConfidenceThreshold", "80"}})
      .value();
}

class WorkflowRun {
 public:
  // `call` is lambda:invoke of the function of that name. Data between states is at most what Step
  // Functions takes.
  using Call = std::function<Result<Json>(std::string const& name, Json const& payload)>;
  static constexpr std::size_t kDataBytesMax = 256U << 10U;

  WorkflowRun(ManualClock& clock, Random& random, Call call)
      : clock_(clock), random_(random), call_(std::move(call)) {}

  // Of one event, to its end.
  asl::Execution run(Json const& event) {
    auto machine = asl::parse_definition(filled_definition());
    EXPECT_TRUE(machine) << machine.error().message;
    asl::Execution execution(machine.value(), std::make_shared<Json const>(event),
                             {.arn = "arn:execution"}, random_);
    carry_out(execution, execution.start(clock_.wall()));
    return execution;
  }

 private:
  void carry_out(asl::Execution& execution, asl::Batch batch) {
    std::vector<asl::ScheduleTask> tasks;
    for (int turns = 0; execution.status() == asl::Status::running && turns < 1'000; ++turns) {
      for (asl::Command const& command : batch.commands) {
        if (auto const* task = std::get_if<asl::ScheduleTask>(&command)) tasks.push_back(*task);
      }
      if (!tasks.empty()) {
        asl::ScheduleTask const task = tasks.front();
        tasks.erase(tasks.begin());
        batch = finish(execution, task);
      } else if (batch.wake_at) {
        clock_.advance(std::max(*batch.wake_at - clock_.wall(), std::chrono::milliseconds(0)));
        batch = execution.advance(clock_.wall());
      } else {
        break;
      }
    }
  }

  asl::Batch finish(asl::Execution& execution, asl::ScheduleTask const& task) {
    Json const& parameters = *task.parameters;
    EXPECT_LE(parameters["Payload"].dump().size(), kDataBytesMax);
    Result<Json> const answer = call_(parameters["FunctionName"], parameters["Payload"]);
    if (!answer) {
      return execution.task_failed(task.id, answer.error().name,
                                   function_error_json(answer.error()).dump(), clock_.wall());
    }
    Json const output = {{"ExecutedVersion", "$LATEST"}, {"Payload", *answer}, {"StatusCode", 200}};
    return execution.task_succeeded(task.id, std::make_shared<Json const>(output), clock_.wall());
  }

  ManualClock& clock_;
  Random& random_;
  const Call call_;
};

}  // namespace helio::functions
