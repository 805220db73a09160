#include "adapters/fs/memory_file_system.hpp"

#include <algorithm>

namespace helio::files {

class MemoryFileSystem::Writer final : public WritableFile {
 public:
  Writer(MemoryFileSystem& system, std::shared_ptr<Node> node)
      : system_(system), node_(std::move(node)) {}
  // A write that fails has written half.
  Result<void> write(BytesView bytes) override {
    std::scoped_lock const lock(system_.mutex_);
    auto const fault = system_.fault();
    if (fault) bytes = bytes.first(bytes.size() / 2);
    node_->bytes.insert(node_->bytes.end(), bytes.begin(), bytes.end());
    if (fault) return tl::unexpected<Error>(*fault);
    return {};
  }
  Result<void> sync() override {
    std::scoped_lock const lock(system_.mutex_);
    if (auto const fault = system_.fault()) return tl::unexpected<Error>(*fault);
    node_->synced = node_->bytes;
    return {};
  }

 private:
  MemoryFileSystem& system_;
  std::shared_ptr<Node> node_;
};

class MemoryFileSystem::Reader final : public ReadableFile {
 public:
  Reader(MemoryFileSystem& system, std::shared_ptr<Node> node)
      : system_(system), node_(std::move(node)) {}
  Result<std::uint64_t> size_bytes() override {
    std::scoped_lock const lock(system_.mutex_);
    return node_->bytes.size();
  }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) override {
    std::scoped_lock const lock(system_.mutex_);
    auto const from = std::min<std::size_t>(offset, node_->bytes.size());
    auto const some = BytesView(node_->bytes)
                          .subspan(from)
                          .first(std::min(into.size(), node_->bytes.size() - from));
    std::copy(some.begin(), some.end(), into.begin());
    return some.size();
  }

 private:
  MemoryFileSystem& system_;
  std::shared_ptr<Node> node_;
};

std::optional<Error> MemoryFileSystem::fault() {
  bool const now = operations_++ == fail_at_;
  if (now && fault_ == Fault::crash) down_ = true;
  if (!now && !down_) return std::nullopt;
  if (!down_ && fault_ == Fault::disk_full) {
    return Error{Errc::exhausted, "DiskFull", "The disk is full."};
  }
  return Error{Errc::unavailable, "WriteFailed", "The disk does not answer."};
}

Result<std::shared_ptr<MemoryFileSystem::Node>> MemoryFileSystem::find(Path const& path) {
  auto const found = nodes_.find(path.string());
  if (found == nodes_.end()) {
    return fail(Errc::not_found, "NoSuchFile", path.string() + ": there is no such file.");
  }
  return found->second;
}

Result<std::unique_ptr<WritableFile>> MemoryFileSystem::create(Path const& path) {
  std::scoped_lock const lock(mutex_);
  if (auto error = fault()) return tl::unexpected<Error>(*error);
  if (auto folder = find(path.parent_path()); !folder) return fail(folder);
  if (nodes_.contains(path.string())) {
    return fail(Errc::conflict, "FileExists", path.string() + ": it exists already.");
  }
  auto node = std::make_shared<Node>();
  nodes_[path.string()] = node;
  return std::make_unique<Writer>(*this, std::move(node));
}

Result<std::unique_ptr<ReadableFile>> MemoryFileSystem::open(Path const& path) {
  std::scoped_lock const lock(mutex_);
  auto node = find(path);
  if (!node) return fail(node);
  return std::make_unique<Reader>(*this, *node);
}

Result<void> MemoryFileSystem::rename(Path const& from, Path const& to) {
  std::scoped_lock const lock(mutex_);
  if (auto error = fault()) return tl::unexpected<Error>(*error);
  auto node = find(from);
  if (!node) return fail(node);
  nodes_[to.string()] = *node;
  nodes_.erase(from.string());
  return {};
}

Result<void> MemoryFileSystem::remove(Path const& path) {
  std::scoped_lock const lock(mutex_);
  if (auto error = fault()) return tl::unexpected<Error>(*error);
  if (auto node = find(path); !node) return fail(node);
  auto const next = nodes_.upper_bound(path.string() + "/");
  if (next != nodes_.end() && next->first.starts_with(path.string() + "/")) {
    return fail(Errc::conflict, "FileExists", path.string() + ": it is not empty.");
  }
  nodes_.erase(path.string());
  return {};
}

Result<void> MemoryFileSystem::make_directory(Path const& path) {
  std::scoped_lock const lock(mutex_);
  if (auto error = fault()) return tl::unexpected<Error>(*error);
  if (auto folder = find(path.parent_path()); !folder) return fail(folder);
  nodes_.try_emplace(path.string(), std::make_shared<Node>(Node{true, {}, {}}));
  return {};
}

Result<void> MemoryFileSystem::sync_directory(Path const& path) {
  std::scoped_lock const lock(mutex_);
  if (auto error = fault()) return tl::unexpected<Error>(*error);
  auto const inside = [&](auto const& entry) {
    return entry.first != "/" && Path(entry.first).parent_path() == path;
  };
  std::erase_if(synced_, inside);
  for (auto const& entry : nodes_) {
    if (inside(entry)) synced_.insert(entry);
  }
  return {};
}

Result<std::vector<std::string>> MemoryFileSystem::list(Path const& directory) {
  std::scoped_lock const lock(mutex_);
  if (auto folder = find(directory); !folder) return fail(folder);
  std::vector<std::string> names;
  for (auto const& [name, node] : nodes_) {
    if (name != "/" && Path(name).parent_path() == directory)
      names.push_back(Path(name).filename());
  }
  return names;
}

Result<std::uint64_t> MemoryFileSystem::free_bytes(Path const&) {
  std::scoped_lock const lock(mutex_);
  return free_bytes_;
}

void MemoryFileSystem::fail_at(std::uint64_t at, Fault fault) {
  std::scoped_lock const lock(mutex_);
  operations_ = 0;
  fail_at_ = at;
  fault_ = fault;
}

std::uint64_t MemoryFileSystem::operations() {
  std::scoped_lock const lock(mutex_);
  return operations_;
}

void MemoryFileSystem::restart() {
  std::scoped_lock const lock(mutex_);
  nodes_.clear();
  for (auto const& [name, node] : synced_) {  // parents come before what is in them
    if (name != "/" && !nodes_.contains(Path(name).parent_path().string())) continue;
    node->bytes = node->synced;
    nodes_[name] = node;
  }
  synced_ = nodes_;
  down_ = false;
  fail_at_ = UINT64_MAX;
}

std::vector<std::string> MemoryFileSystem::paths() {
  std::scoped_lock const lock(mutex_);
  std::vector<std::string> names;
  for (auto const& [name, node] : nodes_) {
    if (!node->directory) names.push_back(name);
  }
  return names;
}

Bytes MemoryFileSystem::contents(Path const& path) {
  std::scoped_lock const lock(mutex_);
  return nodes_.at(path.string())->bytes;
}

void MemoryFileSystem::replace(Path const& path, Bytes bytes) {
  std::scoped_lock const lock(mutex_);
  nodes_.at(path.string())->bytes = std::move(bytes);
}

void MemoryFileSystem::set_free_bytes(std::uint64_t bytes) {
  std::scoped_lock const lock(mutex_);
  free_bytes_ = bytes;
}

}  // namespace helio::files
