#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

bool changes_something(Json const& input) {
  for (char const* const name : {"definition", "roleArn", "loggingConfiguration",
                                 "tracingConfiguration", "encryptionConfiguration"}) {
    if (!member(input, name).is_null()) return true;
  }
  return false;
}

}  // namespace

Result<Json> update_state_machine(Context context, Json const& input) {
  if (!changes_something(input)) {
    return fail(Errc::invalid_argument, "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the "
                "TracingConfiguration must be specified");
  }
  if (auto const good = check_settings(input); !good) return tl::unexpected(good.error());
  auto const updated = context.parts.machines.update(text_member(input, "stateMachineArn"),
                                                     optional_text(input, "definition"),
                                                     optional_text(input, "roleArn"));
  if (!updated) return tl::unexpected(as_definition_error(updated.error()));
  return Json{{"updateDate", json::epoch_seconds(updated->updated_at)},
              {"revisionId", updated->revision}};
}

}  // namespace helio::aws::states
