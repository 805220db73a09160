#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> list_archives(Parts const& parts, Json const& input, Caller const& caller) {
  auto const source = text_member(input, "EventSourceArn");
  auto const state = text_member(input, "State");
  if (auto few = check_filters(input); !few) return fail(few);
  return listed(
      page_of(input), "Archives", parts.bus.rules().archives(),
      [&](helio::events::Archive const& archive) {
        return (source.empty() || bus_name(source) == archive.bus) &&
               (state.empty() || state == "ENABLED");
      },
      [&caller](helio::events::Archive const& archive) {
        return answer_of(archive, caller, false);
      });
}

}  // namespace helio::aws::events
