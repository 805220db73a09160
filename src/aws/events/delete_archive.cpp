#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> delete_archive(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto removed = parts.bus.rules().remove_archive(text_member(input, "ArchiveName"));
  if (!removed) return fail(removed);
  return Json::object();
}

}  // namespace helio::aws::events
