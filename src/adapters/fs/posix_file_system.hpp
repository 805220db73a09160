// PosixFileSystem: the machine's own files.
#pragma once

#include "adapters/fs/file_system.hpp"

namespace helio::files {

class PosixFileSystem final : public FileSystem {
 public:
  Result<std::unique_ptr<WritableFile>> create(Path const& path) override;
  Result<std::unique_ptr<ReadableFile>> open(Path const& path) override;
  Result<void> rename(Path const& from, Path const& to) override;
  Result<void> remove(Path const& path) override;
  Result<void> make_directory(Path const& path) override;
  Result<void> sync_directory(Path const& path) override;
  Result<std::vector<std::string>> list(Path const& directory) override;
  Result<std::uint64_t> free_bytes(Path const& path) override;
};

}  // namespace helio::files
