#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> list_replays(Parts const& parts, Json const& input, Caller const& caller) {
  auto const source = text_member(input, "EventSourceArn");
  auto const state = text_member(input, "State");
  if (auto few = check_filters(input); !few) return fail(few);
  return listed(
      page_of(input), "Replays", parts.bus.replays().list(),
      [&](helio::events::Replay const& replay) {
        return (source.empty() || source.ends_with(":archive/" + replay.archive)) &&
               (state.empty() || state == to_string(replay.state));
      },
      [&caller](helio::events::Replay const& replay) {
        return answer_of(replay, caller, {}, false);
      });
}

}  // namespace helio::aws::events
