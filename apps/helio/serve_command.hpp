// `helio serve`: the whole pipeline as one server.
#pragma once

#include "helio/command_line.hpp"

namespace helio::cli {

// Prints "listening URL", then "ready", and returns when SIGINT or SIGTERM has stopped it.
[[nodiscard]] ExitStatus run_serve(ServeArguments const& arguments);

}  // namespace helio::cli
