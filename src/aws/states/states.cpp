#include "aws/states/states.hpp"

#include <nlohmann/json.hpp>

#include "aws/states/operations.hpp"

namespace helio::aws::states {

States::States(Parts parts)
    : parts_(parts), service_(json::stepfunctions_model, "ValidationException") {
  using Function = Result<Json> (*)(Context, Json const&);
  auto const add = [this](char const* name, json::Access access, Function function) {
    service_.add(name, access, [this, function](Json const& input, json::Caller const&) {
      return function({parts_, waiting_}, input);
    });
  };
  using enum json::Access;
  add("CreateStateMachine", write, create_state_machine);
  add("DeleteStateMachine", write, delete_state_machine);
  add("DescribeExecution", read, describe_execution);
  add("DescribeStateMachine", read, describe_state_machine);
  add("DescribeStateMachineForExecution", read, describe_state_machine_for_execution);
  add("GetExecutionHistory", read, get_execution_history);
  add("ListExecutions", read, list_executions);
  add("ListStateMachines", read, list_state_machines);
  add("RedriveExecution", write, redrive_execution);
  add("SendTaskFailure", write, send_task_failure);
  add("SendTaskHeartbeat", write, send_task_heartbeat);
  add("SendTaskSuccess", write, send_task_success);
  add("StartExecution", write, start_execution);
  add("StartSyncExecution", write, start_sync_execution);
  add("StopExecution", write, stop_execution);
  add("TestState", write, test_state);
  add("UpdateStateMachine", write, update_state_machine);
  add("ValidateStateMachineDefinition", read, validate_state_machine_definition);
}

}  // namespace helio::aws::states
