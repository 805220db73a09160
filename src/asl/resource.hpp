// Resource: what a Task state names, taken apart as far as the interpreter needs it: how long it
// waits, and which of Step Functions' history events tell of it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::asl {

enum class Integration {
  request_response,    // done when the call returns
  run_job,             // ".sync", ".sync:2": done when the job that was started ends
  wait_for_task_token  // ".waitForTaskToken": done when somebody gives the token back
};

struct Resource {
  std::string arn;        // as written
  bool function = false;  // a function's own ARN: LambdaFunctionScheduled and its kin
  std::string type;       // else TaskScheduled's resourceType: "lambda", "aws-sdk:rekognition"
  std::string action;     // and its resource: "invoke.waitForTaskToken"
  Integration integration = Integration::request_response;
};

// Errors: invalid_argument "InvalidResource".
[[nodiscard]] Result<Resource> parse_resource(std::string_view arn);

}  // namespace helio::asl
