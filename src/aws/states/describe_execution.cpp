#include <nlohmann/json.hpp>

#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"

namespace helio::aws::states {
namespace {

void add_redrive_status(Json& json, asl::ExecutionRecord const& record) {
  if (record.status == asl::Status::running || record.status == asl::Status::succeeded) {
    json["redriveStatus"] = "NOT_REDRIVABLE";
    json["redriveStatusReason"] =
        "Execution is " + std::string(asl::to_string(record.status)) + " and cannot be redriven";
  } else {
    json["redriveStatus"] = "REDRIVABLE";
  }
}

}  // namespace

Result<Json> describe_execution(Context context, Json const& input) {
  auto const arn = execution_arn_of(input);
  if (!arn) return tl::unexpected(arn.error());
  auto const record = context.parts.engine.describe_execution(*arn);
  if (!record) return tl::unexpected(record.error());
  Json described = summary(*record);
  add_data(described, *record, wants_data(input));
  add_redrive_status(described, *record);
  return described;
}

}  // namespace helio::aws::states
