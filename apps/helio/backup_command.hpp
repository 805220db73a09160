// helio backup: a copy of a data folder, also beside a server that runs on it.
#pragma once

#include <cstdint>
#include <filesystem>

#include "helio/command_line.hpp"

namespace helio::cli {

[[nodiscard]] ExitStatus run_backup(BackupArguments const& arguments);

struct BackedUp {
  std::uint64_t bodies = 0, bytes = 0;
};

// Everything as of one moment: the database, the bodies that it knows, the keys. `to` is not there
// or is empty; it is a data folder when `helio.db` is in it, which comes last.
// Errors: not_found "NoDataFolder"; conflict "FolderNotEmpty"; exhausted "DiskFull"; unavailable
// "BackupFailed", "BackupOvertaken" (objects are deleted faster than they are copied).
[[nodiscard]] Result<BackedUp> back_up(std::filesystem::path const& data_folder,
                                       std::filesystem::path const& to);

}  // namespace helio::cli
