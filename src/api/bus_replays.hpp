// The replays of an event bus, as REST shows them.
#pragma once

#include "api/replays.hpp"
#include "events/event_bus.hpp"

namespace helio::api {

// Of the archive "default". `bus` outlives what is returned.
[[nodiscard]] ReplayStarter replays_of(events::EventBus& bus);

[[nodiscard]] Replay shown(events::Replay const& replay);

}  // namespace helio::api
