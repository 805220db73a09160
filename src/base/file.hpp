// Whole files in and out, with the errors a person can act on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace helio {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<std::byte const>;

// Reads at most `bytes_max`; a larger file is refused by its size, before it is read.
// Errors: not_found "NoSuchFile", forbidden "AccessDenied", invalid_argument "NotAFile" (a folder,
// a device), too_large "FileTooLarge", unavailable "ReadFailed". The message names the file.
[[nodiscard]] Result<Bytes> read_file(std::filesystem::path const& path, std::uint64_t bytes_max);

// Writes a temporary file beside `path`, fsyncs and renames it: readers see all of it or nothing.
// Errors: exhausted "DiskFull", forbidden "AccessDenied", unavailable "WriteFailed". What was
// written of a failed file is removed.
[[nodiscard]] Result<void> write_file(std::filesystem::path const& path, BytesView bytes);

}  // namespace helio
