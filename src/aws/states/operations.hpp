// Step Functions' operations, one file each: from JSON that fits the description to JSON.
#pragma once

#include "aws/states/states.hpp"

namespace helio::aws::states {

// What every operation works with.
struct Context {
  Parts const& parts;
  Waiting const& waiting;
};

[[nodiscard]] Result<Json> create_state_machine(Context context, Json const& input);
[[nodiscard]] Result<Json> delete_state_machine(Context context, Json const& input);
[[nodiscard]] Result<Json> describe_execution(Context context, Json const& input);
[[nodiscard]] Result<Json> describe_state_machine(Context context, Json const& input);
[[nodiscard]] Result<Json> describe_state_machine_for_execution(Context context, Json const& input);
[[nodiscard]] Result<Json> get_execution_history(Context context, Json const& input);
[[nodiscard]] Result<Json> list_executions(Context context, Json const& input);
[[nodiscard]] Result<Json> list_state_machines(Context context, Json const& input);
[[nodiscard]] Result<Json> redrive_execution(Context context, Json const& input);
[[nodiscard]] Result<Json> send_task_failure(Context context, Json const& input);
[[nodiscard]] Result<Json> send_task_heartbeat(Context context, Json const& input);
[[nodiscard]] Result<Json> send_task_success(Context context, Json const& input);
[[nodiscard]] Result<Json> start_execution(Context context, Json const& input);
[[nodiscard]] Result<Json> start_sync_execution(Context context, Json const& input);
[[nodiscard]] Result<Json> stop_execution(Context context, Json const& input);
[[nodiscard]] Result<Json> test_state(Context context, Json const& input);
[[nodiscard]] Result<Json> update_state_machine(Context context, Json const& input);
[[nodiscard]] Result<Json> validate_state_machine_definition(Context context, Json const& input);

}  // namespace helio::aws::states
