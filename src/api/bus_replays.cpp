#include "api/bus_replays.hpp"

#include <utility>

namespace helio::api {
namespace {

// The bus writes "never" as the beginning of time.
std::optional<Timestamp> unless_never(Timestamp time) {
  return time == Timestamp() ? std::nullopt : std::optional(time);
}

}  // namespace

Replay shown(events::Replay const& replay) {
  return {.name = replay.name,
          .from = replay.from,
          .to = replay.to,
          .rules = replay.rules,
          .state = std::string(events::to_string(replay.state)),
          .started_at = replay.started,
          .ended_at = unless_never(replay.ended),
          .last_replayed_at = unless_never(replay.last_replayed)};
}

ReplayStarter replays_of(events::EventBus& bus) {
  return {.start = [&bus](Replay replay) -> Result<Replay> {
            auto const started = bus.start_replay({.name = std::move(replay.name),
                                                   .from = replay.from,
                                                   .to = replay.to,
                                                   .rules = std::move(replay.rules)});
            if (!started) return tl::unexpected(started.error());
            return shown(*started);
          },
          .list = [&bus]() -> Result<std::vector<Replay>> {
            std::vector<Replay> replays;
            for (auto const& replay : bus.replays().list()) replays.push_back(shown(replay));
            return replays;
          }};
}

}  // namespace helio::api
