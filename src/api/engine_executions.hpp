// The executions of a workflow engine, as REST shows them.
#pragma once

#include "api/executions.hpp"
#include "asl/engine.hpp"

namespace helio::api {

// `engine` outlives what is returned.
[[nodiscard]] ExecutionReader executions_of(asl::Engine& engine);

// Input and output are parsed: the engine stores them as text.
[[nodiscard]] Execution shown(asl::ExecutionRecord const& record, bool with_data);
// `event` is as GetExecutionHistory gives it.
[[nodiscard]] HistoryEntry shown(Json const& event);

}  // namespace helio::api
