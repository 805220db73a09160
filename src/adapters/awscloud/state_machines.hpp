// StateMachines: executions of AWS Step Functions: start one, look at one.
//
// Errors  AWS's by their names: conflict "ExecutionAlreadyExists"; not_found
//         "StateMachineDoesNotExist", "ExecutionDoesNotExist"; invalid_argument
//         "InvalidExecutionInput", "InvalidArn", …; unavailable "InvalidResponse".
#pragma once

#include <string>

#include "adapters/awscloud/client.hpp"
#include "base/json.hpp"

namespace helio::awscloud {

struct StartedExecution {
  std::string arn;
  Timestamp started_at;
};

struct ExecutionView {
  std::string arn, name, machine_arn;
  std::string
      status;  // "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"
  Timestamp started_at;
  std::optional<Timestamp> stopped_at;
  std::string input, output;  // JSON as texts; an execution that failed has no output
  std::string error, cause;
};

class StateMachines {
 public:
  explicit StateMachines(Client& client) : client_(client) {}

  // A name makes a repeated start find the first one, with the same input, or fail.
  [[nodiscard]] Result<StartedExecution> start(std::string const& machine_arn,
                                               std::string const& name, Json const& input);
  [[nodiscard]] Result<ExecutionView> describe(std::string const& execution_arn);

 private:
  Client& client_;
};

}  // namespace helio::awscloud
