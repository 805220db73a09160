#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/logs/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {

Result<Json> put_retention_policy(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto done = parts.catalog.set_retention(text_member(input, "logGroupName"),
                                          json::int_member(input, "retentionInDays"));
  if (!done) return fail(done);
  return Json::object();
}

}  // namespace helio::aws::logs
