// MemoryFileSystem: files in memory for tests, with a disk that fails or loses power on demand.
//
// What changes files is counted. The operation numbered `at` fails as told; a crash fails it and
// all that follow until restart(), which brings back what was synced and nothing else: bytes that
// their file's sync() covered, under names that their folder's sync covered.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/fs/file_system.hpp"

namespace helio::files {

enum class Fault { disk_full, io_error, crash };

class MemoryFileSystem final : public FileSystem {
 public:
  Result<std::unique_ptr<WritableFile>> create(Path const& path) override;
  Result<std::unique_ptr<ReadableFile>> open(Path const& path) override;
  Result<void> rename(Path const& from, Path const& to) override;
  Result<void> remove(Path const& path) override;
  Result<void> make_directory(Path const& path) override;
  Result<void> sync_directory(Path const& path) override;
  Result<std::vector<std::string>> list(Path const& directory) override;
  Result<std::uint64_t> free_bytes(Path const& path) override;

  // Counts from 0 again; one operation fails, or all from there on if it is a crash.
  void fail_at(std::uint64_t at, Fault fault);
  [[nodiscard]] std::uint64_t operations();  // that changed something, since fail_at()
  void restart();                            // the power is back: only what was synced is there

  [[nodiscard]] std::vector<std::string> paths();  // of all files, in order
  [[nodiscard]] Bytes contents(Path const& path);
  void replace(Path const& path, Bytes bytes);
  void set_free_bytes(std::uint64_t bytes);

 private:
  struct Node {
    bool directory = false;
    Bytes bytes, synced;
  };
  using Nodes = std::map<std::string, std::shared_ptr<Node>>;
  class Writer;
  class Reader;

  // Under the mutex. None: the operation goes on.
  std::optional<Error> fault();
  Result<std::shared_ptr<Node>> find(Path const& path);

  std::mutex mutex_;
  Nodes nodes_ = {{"/", std::make_shared<Node>(Node{true, {}, {}})}};
  Nodes synced_ = nodes_;
  std::uint64_t operations_ = 0, fail_at_ = UINT64_MAX;
  Fault fault_ = Fault::io_error;
  bool down_ = false;
  std::uint64_t free_bytes_ = 1ULL << 40U;
};

}  // namespace helio::files
