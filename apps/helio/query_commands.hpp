// `helio results|executions|logs|replay`: what a running server has to say.
#pragma once

#include "helio/command_line.hpp"

namespace helio::cli {

[[nodiscard]] ExitStatus run_results(ResultsArguments const& arguments);
[[nodiscard]] ExitStatus run_executions(ExecutionsArguments const& arguments);
[[nodiscard]] ExitStatus run_logs(LogsArguments const& arguments);
[[nodiscard]] ExitStatus run_replay(ReplayArguments const& arguments);

}  // namespace helio::cli
