#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {

Result<Json> describe_state_machine(Context context, Json const& input) {
  auto const machine = context.parts.machines.describe(text_member(input, "stateMachineArn"));
  if (!machine) return tl::unexpected(machine.error());
  Json described = {{"stateMachineArn", machine->arn},
                    {"name", machine->name},
                    {"status", "ACTIVE"},
                    {"definition", wants_data(input) ? machine->definition : "{}"},
                    {"roleArn", machine->role_arn},
                    {"type", to_string(machine->type)},
                    {"creationDate", json::epoch_seconds(machine->created_at)}};
  add_settings(described);
  described["revisionId"] = machine->revision;
  return described;
}

}  // namespace helio::aws::states
