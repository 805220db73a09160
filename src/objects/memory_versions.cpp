// The versions of MemoryIndex: listing them, their parts, and what changes of one.
#include <algorithm>

#include "objects/memory_index.hpp"
#include "objects/object_lock.hpp"
#include "objects/version_listing.hpp"

namespace helio::objects {

class MemoryIndex::Newest final : public VersionCursor {
 public:
  explicit Newest(BucketState const& bucket) : bucket_(bucket) {}
  Result<void> seek(std::string_view least) override {
    key_ = bucket_.keys.lower_bound(std::string(least));
    passed_ = 0;
    return {};
  }
  Result<void> seek_after(std::string_view key, std::string_view version_id) override {
    static_cast<void>(seek(key));
    if (key_ == bucket_.keys.end() || key_->first != key) return {};
    auto const& versions = key_->second;
    auto const marker = std::find_if(versions.rbegin(), versions.rend(), [&](Located const& one) {
      return one.object.version_id == version_id;
    });
    if (marker != versions.rend()) {
      passed_ = static_cast<std::size_t>(marker - versions.rbegin()) + 1;
    }
    return {};
  }
  Result<std::optional<ListedVersion>> next() override {
    while (key_ != bucket_.keys.end() && passed_ == key_->second.size()) {
      ++key_;
      passed_ = 0;
    }
    if (key_ == bucket_.keys.end()) return std::optional<ListedVersion>();
    auto const& versions = key_->second;
    ListedVersion version{versions[versions.size() - 1 - passed_].object, passed_ == 0};
    ++passed_;
    return version;
  }

 private:
  BucketState const& bucket_;
  std::map<std::string, Versions>::const_iterator key_;
  std::size_t passed_ = 0;  // versions of that key
};

Result<VersionListing> MemoryIndex::list_versions(std::string_view bucket,
                                                  VersionListOptions const& options) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_bucket(bucket);
  if (!found) return tl::unexpected<Error>(found.error());
  Newest cursor(**found);
  return objects::list_versions(cursor, options);
}

Result<PartListing> MemoryIndex::object_parts(ObjectId const& id, int after, int parts_max) {
  std::scoped_lock const lock(mutex_);
  auto const found = find(id);
  if (!found) return tl::unexpected<Error>(found.error());
  PartListing listing;
  int const most = std::clamp(parts_max, 0, 1000);
  auto const& bodies = (*found)->bodies;
  for (int at = std::max(after, 0); at < static_cast<int>(bodies.size()) && most > 0; ++at) {
    if (static_cast<int>(listing.parts.size()) == most) {
      listing.truncated = true;
      break;
    }
    Body const& body = bodies[static_cast<std::size_t>(at)];
    listing.parts.push_back({.number = at + 1,
                             .size_bytes = body.size_bytes,
                             .etag = {},
                             .last_modified = {},
                             .checksums = body.checksums});
    listing.next_after = at + 1;
  }
  return listing;
}

Result<ObjectInfo> MemoryIndex::amend(ObjectId const& id, Amendment const& amendment,
                                      Timestamp now) {
  std::scoped_lock const lock(mutex_);
  auto const found = find(id);
  if (!found) return tl::unexpected<Error>(found.error());
  auto object = amended((*found)->object, amendment, now);
  if (object) (*found)->object = *object;
  return object;
}

}  // namespace helio::objects
