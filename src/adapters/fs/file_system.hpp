// FileSystem: the few file operations that the store of bodies needs, so that a test can make the
// Nth of them fail, or lose power at it.
//
// Durability a file's bytes are on the disk after its sync(); its name after sync_directory() of
//            its folder. Until then a crash may lose either.
// Errors     not_found "NoSuchFile"; conflict "FileExists"; exhausted "DiskFull"; forbidden
//            "AccessDenied"; unavailable "ReadFailed", "WriteFailed". The message names the path.
// Threads    callable from any; one file is used by one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"

namespace helio::files {

class WritableFile {
 public:
  virtual ~WritableFile() = default;
  [[nodiscard]] virtual Result<void> write(BytesView bytes) = 0;  // all of them, at the end
  [[nodiscard]] virtual Result<void> sync() = 0;
};

class ReadableFile {
 public:
  virtual ~ReadableFile() = default;
  [[nodiscard]] virtual Result<std::uint64_t> size_bytes() = 0;
  // Fewer bytes than asked for only where the file ends.
  [[nodiscard]] virtual Result<std::size_t> read_at(std::uint64_t offset,
                                                    std::span<std::byte> into) = 0;
};

class FileSystem {
 public:
  using Path = std::filesystem::path;

  virtual ~FileSystem() = default;
  // A new file that only its owner may read.
  [[nodiscard]] virtual Result<std::unique_ptr<WritableFile>> create(Path const& path) = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<ReadableFile>> open(Path const& path) = 0;
  [[nodiscard]] virtual Result<void> rename(Path const& from, Path const& to) = 0;
  // A file, or an empty folder. Whoever has the file open reads on.
  [[nodiscard]] virtual Result<void> remove(Path const& path) = 0;
  [[nodiscard]] virtual Result<void> make_directory(Path const& path) = 0;  // may be there
  [[nodiscard]] virtual Result<void> sync_directory(Path const& path) = 0;
  [[nodiscard]] virtual Result<std::vector<std::string>> list(Path const& directory) = 0;
  [[nodiscard]] virtual Result<std::uint64_t> free_bytes(Path const& path) = 0;
};

// Errors: as the file system's; too_large "FileTooLarge".
[[nodiscard]] Result<Bytes> read_whole(FileSystem& files, FileSystem::Path const& path,
                                       std::size_t bytes_max);

}  // namespace helio::files
