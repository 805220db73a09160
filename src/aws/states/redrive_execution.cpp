#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"

namespace helio::aws::states {

Result<Json> redrive_execution(Context context, Json const& input) {
  auto const arn = execution_arn_of(input);
  if (!arn) return tl::unexpected(arn.error());
  auto const redriven = context.waiting.result<Timestamp>(
      [&](auto done) { context.parts.engine.redrive_execution(*arn, std::move(done)); });
  if (!redriven) return tl::unexpected(redriven.error());
  return Json{{"redriveDate", json::epoch_seconds(*redriven)}};
}

}  // namespace helio::aws::states
