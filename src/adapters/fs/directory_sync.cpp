#include "adapters/fs/directory_sync.hpp"

namespace helio::files {

Result<void> DirectorySync::sync(FileSystem::Path const& path) {
  std::unique_lock lock(mutex_);
  auto& directory = directories_[path.string()];
  if (!directory.next) directory.next = std::make_shared<Round>();
  auto const round = directory.next;
  changed_.wait(lock, [&] { return round->done || !directory.syncing; });
  if (round->done) return round->result;

  directory.syncing = true;
  directory.next = nullptr;
  lock.unlock();
  auto result = files_.sync_directory(path);
  lock.lock();
  round->done = true;
  round->result = result;
  directory.syncing = false;
  if (!directory.next) directories_.erase(path.string());
  changed_.notify_all();
  return result;
}

}  // namespace helio::files
