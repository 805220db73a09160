#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {

Result<Json> delete_log_stream(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto done = parts.catalog.delete_stream(text_member(input, "logGroupName"),
                                          text_member(input, "logStreamName"));
  if (!done) return fail(done);
  return Json::object();
}

}  // namespace helio::aws::logs
