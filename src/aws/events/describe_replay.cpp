#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> describe_replay(Parts const& parts, Json const& input, Caller const& caller) {
  auto const name = text_member(input, "ReplayName");
  auto const replay = parts.bus.replays().find(name);
  if (!replay) return not_found("Replay " + name + " does not exist.");
  auto const archive = parts.bus.rules().find_archive(replay->archive);
  auto const bus = archive ? archive->bus : std::string(helio::events::kDefaultBus);
  return answer_of(*replay, caller, bus, true);
}

}  // namespace helio::aws::events
