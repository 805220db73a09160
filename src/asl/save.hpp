// The state of an execution as JSON, for the store that makes STANDARD executions durable.
//
// Format    {"format": 1, …}; times are milliseconds since 1970, states stand by name, data that is
//           not there is left out. docs/workflows.md has an example. What save() wrote, every later
//           version must read: a change of meaning needs a new number.
#pragma once

#include <string>

#include "asl/data_texts.hpp"
#include "asl/run.hpp"
#include "base/result.hpp"

namespace helio::asl {

[[nodiscard]] std::string save(Run const& run, DataTexts& texts);

// Fills a Run that has its machine, random and options. Errors: corrupt "InvalidExecutionState".
[[nodiscard]] Result<void> restore(Run& run, Json const& saved);

// By the order of Phase and Status: these words stand in stored data.
[[nodiscard]] std::string_view to_string(Phase phase) noexcept;

}  // namespace helio::asl
