// Going on from a state that save() wrote: what the engine must know of it, and how an ended
// execution's last state becomes one that runs again. Inside src/asl only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "asl/execution_store.hpp"
#include "asl/machine_catalog.hpp"

namespace helio::asl {

// The tokens that were given away, with their tasks.
[[nodiscard]] std::vector<std::pair<std::string, TaskId>> tokens_in(Json const& saved);

// Tasks that were under way, or were to be tried again, are asked for anew, with all their retries;
// so is the time of the execution. History goes on after `last_event`. `count`: it is the first
// redrive, the second, …
void prepare_redrive(Json& saved, Timestamp now, int count, std::int64_t last_event);

// Of an execution that ended before its first durable point: the state and the history of its
// start.
struct Beginning {
  Json state;
  std::vector<std::string> events;
};
[[nodiscard]] Result<Beginning> beginning_of(ExecutionRecord const& record,
                                             RunnableMachine const& machine, Random& random);

}  // namespace helio::asl
