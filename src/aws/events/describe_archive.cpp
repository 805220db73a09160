#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> describe_archive(Parts const& parts, Json const& input, Caller const& caller) {
  auto const archive = find_archive(parts, text_member(input, "ArchiveName"));
  if (!archive) return tl::unexpected(archive.error());
  return answer_of(*archive, caller, true);
}

}  // namespace helio::aws::events
