#include "adapters/fs/body_store.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/log.hpp"

namespace helio::files {
namespace {

constexpr std::string_view kPartSuffix = ".part";
constexpr std::size_t kSweepBatch = 500;

// Folders by time: the first seven digits of the id are 17 minutes, so that what is written
// together lies together and shares the syncs of its folder.
constexpr std::size_t kFolderDigits = 7;

}  // namespace

BodyStore::BodyStore(FileSystem& files, Path folder, MasterKeys& keys, Random& random,
                     IdGenerator& ids)
    : files_(files),
      folder_(std::move(folder)),
      keys_(keys),
      random_(random),
      ids_(ids),
      directory_sync_(files) {}

Result<std::unique_ptr<BodyStore>> BodyStore::open(FileSystem& files, Path folder, MasterKeys& keys,
                                                   Random& random, IdGenerator& ids) {
  auto made = files.make_directory(folder);
  if (made) made = files.sync_directory(folder.parent_path());
  if (!made) return fail(made);
  return std::unique_ptr<BodyStore>(new BodyStore(files, std::move(folder), keys, random, ids));
}

FileSystem::Path body_path(FileSystem::Path const& folder, std::string const& body_id) {
  return folder / body_id.substr(0, kFolderDigits) / body_id;
}

BodyStore::Path BodyStore::path_of(std::string const& body_id) const {
  return body_path(folder_, body_id);
}

Result<void> BodyStore::make_directory_of(Path const& file) {
  Path const directory = file.parent_path();
  std::scoped_lock const lock(directory_mutex_);
  if (directory == last_directory_) return {};
  auto made = files_.make_directory(directory);
  if (made) made = files_.sync_directory(folder_);
  if (made) last_directory_ = directory;
  return made;
}

void BodyStore::remove_file(Path const& path) {
  auto const removed = files_.remove(path);
  if (removed || removed.error().code == Errc::not_found) return;
  log::warning("a body file could not be removed; the next start sweeps it",
               log::fields_of(removed.error()));
}

std::unique_ptr<BodyStore::Hold> BodyStore::hold(std::span<objects::Body const> bodies) {
  std::vector<std::string> ids;
  for (auto const& body : bodies) ids.push_back(body.id);
  std::scoped_lock const lock(mutex_);
  for (auto const& id : ids) ++holds_[id];
  return std::make_unique<Hold>(*this, std::move(ids));
}

void BodyStore::drop_hold(std::vector<std::string> const& body_ids) {
  std::vector<std::string> gone;
  {
    std::scoped_lock const lock(mutex_);
    for (auto const& id : body_ids) {
      auto const held = holds_.find(id);
      if (--held->second > 0) continue;
      holds_.erase(held);
      if (released_.erase(id) > 0) gone.push_back(id);
    }
  }
  for (auto const& id : gone) remove_file(path_of(id));
}

void BodyStore::release(std::span<std::string const> body_ids) {
  for (auto const& id : body_ids) {
    {
      std::scoped_lock const lock(mutex_);
      if (holds_.contains(id)) {
        released_.insert(id);
        continue;
      }
    }
    remove_file(path_of(id));
  }
}

bool BodyStore::pending(std::string const& body_id) {
  std::scoped_lock const lock(mutex_);
  return pending_.contains(body_id) || holds_.contains(body_id);
}

Result<std::uint64_t> BodyStore::sweep(objects::BodyIndex& index, std::stop_token const& stop) {
  auto const directories = files_.list(folder_);
  if (!directories) return tl::unexpected<Error>(directories.error());
  std::uint64_t count = 0;
  for (auto const& name : *directories) {
    if (stop.stop_requested()) break;
    if (name.size() != kFolderDigits) continue;  // not ours
    auto const swept = sweep_directory(folder_ / name, index);
    if (!swept) return swept;
    count += *swept;
  }
  return count;
}

// Whether a body is pending is asked before the index is: it leaves that state only after the index
// has it, so that one of the two always knows a body that somebody counts on.
Result<std::uint64_t> BodyStore::sweep_directory(Path const& directory, objects::BodyIndex& index) {
  auto const names = files_.list(directory);
  if (!names) return tl::unexpected<Error>(names.error());
  std::uint64_t count = 0;
  std::vector<std::string> whole;
  for (auto const& name : *names) {
    bool const part = name.ends_with(kPartSuffix);
    std::string const id = part ? name.substr(0, name.size() - kPartSuffix.size()) : name;
    if (!is_uuid(id) || pending(id)) continue;
    if (part) {
      remove_file(directory / name);
      ++count;
    } else {
      whole.push_back(id);
    }
  }
  for (std::size_t at = 0; at < whole.size(); at += kSweepBatch) {
    std::span const batch =
        std::span<std::string const>(whole).subspan(at, std::min(kSweepBatch, whole.size() - at));
    auto const orphans = index.unknown(batch);
    if (!orphans) return tl::unexpected<Error>(orphans.error());
    for (auto const& id : *orphans) remove_file(path_of(id));
    count += orphans->size();
  }
  if (count == names->size()) (void)files_.remove(directory);
  return count;
}

}  // namespace helio::files
