#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> cancel_replay(Parts const& parts, Json const& input, Caller const& caller) {
  auto const replay = parts.bus.replays().cancel(text_member(input, "ReplayName"));
  if (!replay) return tl::unexpected(replay.error());
  return Json{{"ReplayArn", arn_of(caller, "replay", replay->name)},
              {"State", to_string(replay->state)}};
}

}  // namespace helio::aws::events
