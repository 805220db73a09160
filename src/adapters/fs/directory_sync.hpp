// DirectorySync: one fsync of a folder for all who wait for it.
//
// Who asks while a sync is under way may have renamed too late for it, and waits for the next one,
// together with all others who came meanwhile.
// Threads  callable from any.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "adapters/fs/file_system.hpp"

namespace helio::files {

class DirectorySync {
 public:
  explicit DirectorySync(FileSystem& files) : files_(files) {}

  // What was done in the folder before this call is on the disk when it returns.
  [[nodiscard]] Result<void> sync(FileSystem::Path const& directory);

 private:
  struct Round {
    bool done = false;
    Result<void> result;
  };
  struct Directory {
    bool syncing = false;
    std::shared_ptr<Round> next;  // begins when the running one is done
  };

  FileSystem& files_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Directory> directories_;  // those with somebody waiting
};

}  // namespace helio::files
