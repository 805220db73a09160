// Bearer keys for REST: who asks, and what the key lets him.
#pragma once

#include "api/parts.hpp"
#include "aws/access_keys.hpp"

namespace helio::cli {

// An admin may do everything, a viewer GET, an uploader ask for upload URLs. `keys` outlives what
// is returned.
[[nodiscard]] api::Authenticator authenticator(aws::AccessKeys& keys);

}  // namespace helio::cli
