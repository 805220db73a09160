// What REST shows of replays of archived events (events/replays.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::api {

struct Replay {
  std::string name;
  Timestamp from, to;              // of the events' coming in: [from, to)
  std::vector<std::string> rules;  // empty: all
  std::string state;               // RUNNING, COMPLETED, CANCELLED
  Timestamp started_at;
  std::optional<Timestamp> ended_at, last_replayed_at;
};

struct ReplayStarter {
  // `replay` has name, from, to and rules. Errors: invalid_argument "ValidationException"; conflict
  // "ResourceAlreadyExistsException"; too_large "LimitExceededException"; the store's.
  std::function<Result<Replay>(Replay replay)> start;
  std::function<Result<std::vector<Replay>>()> list;
};

}  // namespace helio::api
