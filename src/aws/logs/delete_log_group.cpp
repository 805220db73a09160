#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {

Result<Json> delete_log_group(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto done = parts.catalog.delete_group(text_member(input, "logGroupName"));
  if (!done) return fail(done);
  return Json::object();
}

}  // namespace helio::aws::logs
