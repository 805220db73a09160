// The executions of a workflow engine, as REST shows them.
#pragma once

#include "api/executions.hpp"
#include "asl/engine.hpp"

namespace helio::api {

// Both outlive what is returned.
[[nodiscard]] ExecutionReader executions_of(asl::Engine& engine, asl::MachineCatalog& machines);

// `engine` outlives what is returned. Errors: also unavailable "StoreUnavailable" where the store
// takes too long.
[[nodiscard]] Redrive redrive_of(asl::Engine& engine);
[[nodiscard]] Repeat repeat_of(asl::Engine& engine);

// Input and output are parsed: the engine stores them as text.
[[nodiscard]] Execution shown(asl::ExecutionRecord const& record, bool with_data);
// `event` is as GetExecutionHistory gives it.
[[nodiscard]] HistoryEntry shown(Json const& event);

}  // namespace helio::api
