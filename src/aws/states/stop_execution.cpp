#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {

Result<Json> stop_execution(Context context, Json const& input) {
  auto const arn = execution_arn_of(input);
  if (!arn) return tl::unexpected(arn.error());
  asl::StopRequest request{.execution_arn = *arn,
                           .error = text_member(input, "error"),
                           .cause = text_member(input, "cause")};
  auto const stopped = context.waiting.result<Timestamp>(
      [&](auto done) { context.parts.engine.stop_execution(std::move(request), std::move(done)); });
  if (!stopped) return tl::unexpected(stopped.error());
  return Json{{"stopDate", json::epoch_seconds(*stopped)}};
}

}  // namespace helio::aws::states
