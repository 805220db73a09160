// Rotation of the master key, also beside a server that runs.
//
// Only the process that owns the data folder rotates. Whoever else wants it leaves a request, the
// file DATA/keys/rotate-master with the id of the key that is to go: asking twice, or a crash on
// the way, rotates once. The old key stays in the file until the next start: an upload under way
// may be wrapped by it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

#include "helio/storage.hpp"

namespace helio::cli {

// Leaves the request. Errors: as MasterKeys::open() and write_file().
[[nodiscard]] Result<void> ask_for_rotation(std::filesystem::path const& data_folder);
[[nodiscard]] bool rotation_is_asked_for(std::filesystem::path const& data_folder);

// For the owner of the folder: does what was asked for; how many keys were wrapped again, or
// nothing where nobody asked. What `stop` leaves undone is done by the next call.
// Errors: as MasterKeys::add_key() and files::reseal().
[[nodiscard]] Result<std::optional<std::uint64_t>> rotate_if_asked(
    Storage& storage, std::stop_token const& stop = {});

}  // namespace helio::cli
