// `helio config check|keys`: what `serve` would run with, and everything that can be set.
#pragma once

#include "helio/command_line.hpp"
#include "helio/config.hpp"

namespace helio::cli {

// Reads the settings with this process's environment. Without --config, ./helio.toml is read where
// there is one. Errors: as load_config().
[[nodiscard]] Result<LoadedConfig> read_config(ConfigArguments const& arguments);

[[nodiscard]] ExitStatus run_config_check(ConfigCheckArguments const& arguments);
[[nodiscard]] ExitStatus run_config_keys();

}  // namespace helio::cli
