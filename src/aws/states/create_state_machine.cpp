#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {

Result<Json> create_state_machine(Context context, Json const& input) {
  if (auto const good = check_settings(input); !good) return tl::unexpected(good.error());
  auto const made = context.parts.machines.create({.name = text_member(input, "name"),
                                                   .definition = text_member(input, "definition"),
                                                   .type = machine_type(input),
                                                   .role_arn = text_member(input, "roleArn")});
  if (!made) return tl::unexpected(as_definition_error(made.error()));
  return Json{{"stateMachineArn", made->arn},
              {"creationDate", json::epoch_seconds(made->created_at)}};
}

}  // namespace helio::aws::states
