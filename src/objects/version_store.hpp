// VersionStore: what S3 knows of an object besides its latest bytes: its versions, the parts it
// was made of, its tags and locks, and deletes that depend on what is there.
//
// Durability as ObjectStore: what was acknowledged survives kill -9 and power loss.
// Errors     as ObjectStore; conflict "PreconditionFailed"; forbidden "AccessDenied" (a lock keeps
//            the version); invalid_argument "InvalidTag", "InvalidRequest".
// Threads    callable from any; calls block on disk.
// Contract   tests/contract/version_store_contract.hpp must pass for every implementation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "objects/multipart_store.hpp"
#include "objects/object_info.hpp"

namespace helio::objects {

struct VersionListOptions {
  std::string prefix, delimiter;
  // Versions after this one: greater keys, and with a version those of the key that are older.
  std::string after_key, after_version_id;
  int versions_max = 1000;  // 0..1000: versions and common prefixes together
};

struct ListedVersion {
  ObjectInfo object;
  bool latest = false;
};

struct VersionListing {
  std::vector<ListedVersion> versions;  // by key, the newest first; delete markers among them
  std::vector<std::string> common_prefixes;
  bool truncated = false;
  std::string next_key, next_version_id;  // where the next page begins
};

struct Retention {
  ObjectLock::Mode mode = ObjectLock::Mode::none;
  Timestamp until = {};
};

// What changes of a version; the rest stays.
struct Amendment {
  std::optional<Metadata> tags = {};
  std::optional<Retention> retention = {};
  std::optional<bool> legal_hold = {};
  bool bypass_governance = false;
};

// A delete goes ahead only if the object is what these say.
struct RemoveConditions {
  std::optional<std::string> if_match = {};  // "*" or an ETag, as the header
  std::optional<std::uint64_t> if_size_bytes = {};
  std::optional<Timestamp> if_last_modified = {};  // to the second
  bool bypass_governance = false;

  // Whether check_remove_conditions() has anything to compare.
  [[nodiscard]] bool any() const noexcept { return if_match || if_size_bytes || if_last_modified; }
};

class VersionStore {
 public:
  virtual ~VersionStore() = default;
  [[nodiscard]] virtual Result<VersionListing> list_versions(std::string_view bucket,
                                                             VersionListOptions const& options) = 0;
  // The parts that complete() made the object of, numbered from 1, without ETags; one of an object
  // that was put whole. At most `parts_max` (0..1000) with numbers after `after`.
  [[nodiscard]] virtual Result<PartListing> parts(ObjectId const& id, int after, int parts_max) = 0;
  // Changes tags or locks of a version. A delete marker is "MethodNotAllowed".
  [[nodiscard]] virtual Result<ObjectInfo> amend(ObjectId const& id,
                                                 Amendment const& amendment) = 0;
  // As ObjectStore::remove(), if the conditions hold. Of what is not there they hold.
  [[nodiscard]] virtual Result<ObjectInfo> remove_if(ObjectId const& id,
                                                     RemoveConditions const& conditions,
                                                     Origin const& origin) = 0;
};

}  // namespace helio::objects
