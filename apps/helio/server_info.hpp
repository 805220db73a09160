// What GET /server says: the settings that a client must know, none of them secret.
#pragma once

#include "base/json.hpp"
#include "helio/config.hpp"

namespace helio::cli {

[[nodiscard]] Json server_info(Config const& config, bool key_required);

}  // namespace helio::cli
