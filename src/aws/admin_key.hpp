// The first admin's key: made on first start, kept in one file that only its owner may read, and
// printed by `helio env`. Removing the file revokes it; the next start makes another.
#pragma once

#include <filesystem>

#include "aws/access_keys.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace helio::aws {

// `file`: DATA/keys/admin.json. Makes its folder (mode 0700) and itself (0600) where missing; of
// two programs that do so at once, both get the one key that was made.
// Errors: corrupt "KeyFileCorrupt"; forbidden "AccessDenied"; exhausted "DiskFull"; unavailable
// "WriteFailed", "ReadFailed".
[[nodiscard]] Result<NewKey> load_or_make_admin_key(std::filesystem::path const& file,
                                                    Clock const& clock, Random& random);

}  // namespace helio::aws
