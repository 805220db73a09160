// `helio models list|check|bench|add`: what is loaded, whether it is whole, how fast it is, and
// how a model of one's own joins.
#pragma once

#include "helio/command_line.hpp"

namespace helio::cli {

[[nodiscard]] ExitStatus run_models(ModelsArguments const& arguments);

}  // namespace helio::cli
