#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {

// The same start again, while it runs, is the execution there is.
Result<Json> start_execution(Context context, Json const& input) {
  asl::StartRequest request{.machine_arn = text_member(input, "stateMachineArn"),
                            .name = text_member(input, "name"),
                            .input = optional_text(input, "input").value_or("{}")};
  auto const started = context.waiting.result<asl::Started>([&](auto done) {
    context.parts.engine.start_execution(std::move(request), std::move(done));
  });
  if (!started) return tl::unexpected(started.error());
  return Json{{"executionArn", started->execution_arn},
              {"startDate", json::epoch_seconds(started->started_at)}};
}

}  // namespace helio::aws::states
