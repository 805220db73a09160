// BodyStore: the folder of body files, DATA/objects. Format and layout: docs/object-format.md.
//
// A body is written as "<id>.part", then renamed, synced, and its folder synced, before the index
// learns of it. What a crash leaves that no index knows is an orphan, and sweep() removes it.
// Threads  callable from any; one NewBody is used by one thread at a time.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "adapters/fs/body_format.hpp"
#include "adapters/fs/directory_sync.hpp"
#include "adapters/fs/master_keys.hpp"
#include "base/ids.hpp"
#include "objects/object_index.hpp"

namespace helio::files {

class BodyStore;

// A body under way. Its file is removed with it, unless keep() was called.
class NewBody {
 public:
  ~NewBody();
  NewBody(NewBody const&) = delete;
  NewBody& operator=(NewBody const&) = delete;

  // After an error there is nothing to do but to drop the body.
  [[nodiscard]] Result<void> write(BytesView piece);
  // All of it is on the disk. Once only.
  [[nodiscard]] Result<objects::Body> finish();
  // An index knows of it, or may: its file stays.
  void keep() noexcept { kept_ = true; }

 private:
  friend class BodyStore;
  struct Parts;
  NewBody(BodyStore& store, std::unique_ptr<Parts> parts);
  [[nodiscard]] Result<void> write_chunk(bool last);

  BodyStore& store_;
  std::unique_ptr<Parts> parts_;
  bool kept_ = false;
};

// Where a body is in the folder of all of them.
[[nodiscard]] FileSystem::Path body_path(FileSystem::Path const& folder,
                                         std::string const& body_id);

class BodyStore {
 public:
  using Path = FileSystem::Path;

  // Makes the folder where it is not there. Errors: as the file system's.
  [[nodiscard]] static Result<std::unique_ptr<BodyStore>> open(FileSystem& files, Path folder,
                                                               MasterKeys& keys, Random& random,
                                                               IdGenerator& ids);

  [[nodiscard]] Result<std::unique_ptr<NewBody>> begin();

  // Bodies that somebody reads: released ones among them are removed when he is done.
  class Hold;
  [[nodiscard]] std::unique_ptr<Hold> hold(std::span<objects::Body const> bodies);
  // No index knows these any more.
  void release(std::span<std::string const> body_ids);

  // Removes the files that a crash left behind. Returns how many.
  [[nodiscard]] Result<std::uint64_t> sweep(objects::BodyIndex& index, std::stop_token const& stop);

  [[nodiscard]] Path path_of(std::string const& body_id) const;
  [[nodiscard]] Result<std::uint64_t> free_bytes() { return files_.free_bytes(folder_); }
  [[nodiscard]] FileSystem& files() noexcept { return files_; }
  [[nodiscard]] MasterKeys const& keys() const noexcept { return keys_; }

 private:
  friend class NewBody;
  BodyStore(FileSystem& files, Path folder, MasterKeys& keys, Random& random, IdGenerator& ids);
  [[nodiscard]] Result<void> make_directory_of(Path const& file);
  [[nodiscard]] Result<std::uint64_t> sweep_directory(Path const& directory,
                                                      objects::BodyIndex& index);
  [[nodiscard]] bool pending(std::string const& body_id);
  void remove_file(Path const& path);
  void drop_hold(std::vector<std::string> const& body_ids);

  FileSystem& files_;
  Path folder_;
  MasterKeys& keys_;
  Random& random_;
  IdGenerator& ids_;
  DirectorySync directory_sync_;

  std::mutex directory_mutex_;
  Path last_directory_;  // made, and on the disk

  std::mutex mutex_;
  std::set<std::string> pending_;     // being written, or not yet told to the index
  std::map<std::string, int> holds_;  // readers of each
  std::set<std::string> released_;    // while held
};

class BodyStore::Hold {
 public:
  Hold(BodyStore& store, std::vector<std::string> ids) : store_(store), ids_(std::move(ids)) {}
  ~Hold() { store_.drop_hold(ids_); }
  Hold(Hold const&) = delete;
  Hold& operator=(Hold const&) = delete;
  [[nodiscard]] std::vector<std::string> const& ids() const noexcept { return ids_; }

 private:
  BodyStore& store_;
  std::vector<std::string> ids_;
};

}  // namespace helio::files
