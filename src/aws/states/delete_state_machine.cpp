#include <nlohmann/json.hpp>

#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {

// Executions that run keep their definition and go on. One that is not there is deleted already.
Result<Json> delete_state_machine(Context context, Json const& input) {
  auto const removed = context.parts.machines.remove(text_member(input, "stateMachineArn"));
  if (!removed && removed.error().code != Errc::not_found) return tl::unexpected(removed.error());
  return Json::object();
}

}  // namespace helio::aws::states
