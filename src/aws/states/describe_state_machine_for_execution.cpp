#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"

namespace helio::aws::states {

// The machine as it was when the execution began.
Result<Json> describe_state_machine_for_execution(Context context, Json const& input) {
  auto const arn = execution_arn_of(input);
  if (!arn) return tl::unexpected(arn.error());
  auto const execution = context.parts.engine.describe_execution(*arn);
  if (!execution) return tl::unexpected(execution.error());
  auto const runnable =
      context.parts.machines.revision(execution->machine_arn, execution->revision);
  if (!runnable) return tl::unexpected(runnable.error());
  asl::MachineRecord const& machine = (*runnable)->record;
  Json described = {{"stateMachineArn", machine.arn},
                    {"name", machine.name},
                    {"definition", wants_data(input) ? machine.definition : "{}"},
                    {"roleArn", machine.role_arn},
                    {"updateDate", json::epoch_seconds(machine.updated_at)}};
  add_settings(described);
  described["revisionId"] = machine.revision;
  return described;
}

}  // namespace helio::aws::states
