#include <nlohmann/json.hpp>

#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {

Result<Json> send_task_success(Context context, Json const& input) {
  auto const sent = context.waiting.result<void>([&](auto done) {
    context.parts.engine.send_task_success(text_member(input, "taskToken"),
                                           text_member(input, "output"), std::move(done));
  });
  if (!sent) return tl::unexpected(sent.error());
  return Json::object();
}

}  // namespace helio::aws::states
