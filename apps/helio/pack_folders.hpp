// Where model packs lie.
//
// One main pack: --pack, else $HELIO_PACK, else <cache>/models/default, where set-up puts it
// (<cache> is $HELIO_CACHE, else $XDG_CACHE_HOME/heliograph, else ~/.cache/heliograph). To it come
// the packs that `helio models add` installed, in the order of their names; not when --pack is
// given, which means exactly those.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.hpp"
#include "vision/pack.hpp"

namespace helio::cli {

// ${XDG_DATA_HOME:-~/.local/share}/heliograph/packs
[[nodiscard]] std::filesystem::path user_packs_folder();

[[nodiscard]] std::vector<std::filesystem::path> pack_folders(
    std::vector<std::filesystem::path> const& given);

// Reads them all. Errors: those of read_pack(); where the default pack is missing the message says
// which command makes it.
[[nodiscard]] Result<std::vector<vision::Pack>> read_packs(
    std::vector<std::filesystem::path> const& given, bool verify_hashes);

// Copies the pack in `source` to `packs`/<its name>: a complete copy appears, or none does. A pack
// of that name stays unless `replace`. Returns the new folder.
// Errors: those of read_pack(); conflict "PackExists"; invalid_argument "InvalidManifest" (a name
// that is no folder name); those of write_file().
[[nodiscard]] Result<std::filesystem::path> install_pack(std::filesystem::path const& source,
                                                         std::filesystem::path const& packs,
                                                         bool replace);

}  // namespace helio::cli
