#include <nlohmann/json.hpp>

#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {

Result<Json> send_task_failure(Context context, Json const& input) {
  auto const sent = context.waiting.result<void>([&](auto done) {
    context.parts.engine.send_task_failure(
        text_member(input, "taskToken"),
        {.error = text_member(input, "error"), .cause = text_member(input, "cause")},
        std::move(done));
  });
  if (!sent) return tl::unexpected(sent.error());
  return Json::object();
}

}  // namespace helio::aws::states
