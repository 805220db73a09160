// Rotation of the master key: a new one, and every body's key wrapped again. No body is touched.
//
// A crash on the way loses nothing: the old key stays in the file until nothing is wrapped by it,
// and reseal() goes on where it was, as often as it is called.
#pragma once

#include <cstdint>
#include <stop_token>

#include "adapters/fs/master_keys.hpp"

namespace helio::files {

// Wraps by the current key what is not, batch by batch, until `stop` is asked for; beside
// everything else. Returns how many. Errors: as the index's and unseal()'s.
[[nodiscard]] Result<std::uint64_t> reseal(MasterKeys& keys, objects::BodyIndex& bodies,
                                           std::stop_token const& stop = {});

// The old keys leave the file, if nothing is wrapped by them. Call it while nothing is uploaded (at
// the start): an upload under way may have wrapped its key by an old one and be in no index yet.
[[nodiscard]] Result<void> forget_unused(MasterKeys& keys, objects::BodyIndex& bodies);

}  // namespace helio::files
