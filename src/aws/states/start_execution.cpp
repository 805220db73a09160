#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"

namespace helio::aws::states {

// The same start again, while it runs, is the execution there is.
Result<Json> start_execution(Context context, Json const& input) {
  auto request = start_request(input);
  auto const started = context.waiting.result<asl::Started>([&](auto done) {
    context.parts.engine.start_execution(std::move(request), std::move(done));
  });
  if (!started) return tl::unexpected(started.error());
  return Json{{"executionArn", started->execution_arn},
              {"startDate", json::epoch_seconds(started->started_at)}};
}

}  // namespace helio::aws::states
