// `helio analyze`: finds the images, analyses several side by side, prints their answers in order.
//
// Memory   bounded: two images per worker are read, decoded or waiting to be printed.
// Stops    at SIGINT, after the images that are in work; when the output's reader goes away.
#pragma once

#include "helio/command_line.hpp"

namespace helio::cli {

[[nodiscard]] ExitStatus run_analyze(AnalyzeArguments const& arguments);

}  // namespace helio::cli
