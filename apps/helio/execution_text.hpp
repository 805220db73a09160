// Executions of workflows as a person reads them: a line each in a list, and one with its timeline.
#pragma once

#include <string>

#include "base/json.hpp"
#include "helio/report_table.hpp"

namespace helio::cli {

// The machine of the image pipeline: what an execution is of where nothing else is said.
[[nodiscard]] bool is_of_pipeline(Json const& execution);

// "2026-11-25T08:00:00  SUCCEEDED   NAME", and " of MACHINE" where it is another than the image
// pipeline's. Names are never cut: the command takes them again.
[[nodiscard]] std::string execution_line(Json const& execution, TableStyle style);

// As `GET /executions/{arn}` gives it.
[[nodiscard]] std::string execution_table(Json const& execution, TableStyle style);

}  // namespace helio::cli
