// Bearer keys for REST: who asks, and what the key lets him.
#pragma once

#include <string>

#include "api/parts.hpp"
#include "aws/access_keys.hpp"

namespace helio::cli {

// The images that REST is about.
struct WatchedObjects {
  std::string bucket, prefix;
};

// An admin may do everything, a viewer GET, an uploader ask for upload URLs; one whose key is
// limited to other objects than all of the watched ones nothing. `keys` outlives what is returned.
[[nodiscard]] api::Authenticator authenticator(aws::AccessKeys& keys, WatchedObjects watched);

// Keys for an admin's eyes and hands; `keys` outlives what is returned.
[[nodiscard]] api::KeyKeeper key_keeper(aws::AccessKeys& keys);

}  // namespace helio::cli
