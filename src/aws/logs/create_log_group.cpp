#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "aws/logs/request.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {

Result<Json> create_log_group(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  for (char const* const name : {"kmsKeyId", "tags", "deletionProtectionEnabled"}) {
    Json const& value = member(input, name);
    if (!value.is_null() && value != false) {
      return invalid(std::string(name) + " is not supported here; leave it out.");
    }
  }
  auto const kind = text_member(input, "logGroupClass");
  if (!kind.empty() && kind != "STANDARD") {
    return invalid("logGroupClass " + kind + " is not supported here; there is STANDARD only.");
  }
  auto done = parts.catalog.create_group(text_member(input, "logGroupName"));
  if (!done) return fail(done);
  return Json::object();
}

}  // namespace helio::aws::logs
