// A copy of a database file as of one moment, beside whoever reads and writes it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.hpp"

namespace helio::sqlite {

// Makes `to`, or replaces it. Errors: as Database::open(); "DiskFull".
[[nodiscard]] Result<void> write_snapshot(std::filesystem::path const& from,
                                          std::filesystem::path const& to);

// Calls `visit` with the id of each body that the object index in a snapshot knows; what it fails
// with ends the visit. Errors: as Database::open().
[[nodiscard]] Result<void> each_body(
    std::filesystem::path const& snapshot,
    std::function<Result<void>(std::string const& id)> const& visit);

}  // namespace helio::sqlite
