// `helio env` and `helio keys`: access keys of a data folder.
#pragma once

#include "helio/command_line.hpp"

namespace helio::cli {

// Prints the lines that point the aws command and SDKs at the server; makes the first admin's key
// where the server has not run yet.
[[nodiscard]] ExitStatus run_env(EnvArguments const& arguments);

[[nodiscard]] ExitStatus run_keys(KeysArguments const& arguments);

}  // namespace helio::cli
