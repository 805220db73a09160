#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> describe_archive(Parts const& parts, Json const& input, Caller const& caller) {
  auto const name = text_member(input, "ArchiveName");
  auto const archive = parts.bus.rules().find_archive(name);
  if (!archive) return not_found("Archive " + name + " does not exist.");
  return answer_of(*archive, caller, true);
}

}  // namespace helio::aws::events
