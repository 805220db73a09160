// ObjectIndex, MultipartIndex, BodyIndex: what a store of bodies writes down about them, for stores
// that keep bodies elsewhere (files). All rules about versions are the index's.
//
// Bodies     a version's bytes are those of its bodies, in order. A body belongs to one version or
//            one part. What a call returns as `released` belongs to none any more: the caller
//            removes it, after the call has returned.
// Durability a call that returned without error survives kill -9 and power loss, in one transaction
//            with the event of the change.
// Errors     as object_store.hpp and multipart_store.hpp. After "unavailable" or "internal" it is
//            unknown whether the change was made: the caller must not remove its bodies.
// Threads    callable from any; calls block on disk.
// Contract   tests/contract/object_index_contract.hpp must pass for every implementation.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "objects/multipart_store.hpp"
#include "objects/put_rules.hpp"
#include "objects/version_store.hpp"

namespace helio::objects {

// A body's own key, wrapped by a master key.
struct SealedKey {
  std::string master_key_id;
  Bytes wrapped;
};

struct Body {
  std::string id;  // UUID, time-ordered
  std::uint64_t size_bytes = 0;
  SealedKey key;
  Metadata checksums = {};  // of a part that became a piece of an object
};

struct NewVersion {
  ObjectInfo object;  // with the version id that it gets if the bucket is versioned
  Body body;
  Conditions conditions;
  Origin origin;
};

// A delete that comes in: the marker's version and time, should it take one.
struct Removal {
  ObjectId id;
  std::string marker_version_id;
  Timestamp at;
  Origin origin;
  RemoveConditions conditions = {};
};

struct Changed {
  ObjectInfo object;
  std::vector<std::string> released;  // ids of bodies
};

struct Located {
  ObjectInfo object;
  std::vector<Body> bodies;
};

class ObjectIndex {
 public:
  virtual ~ObjectIndex() = default;
  [[nodiscard]] virtual Result<Changed> add(NewVersion const& version) = 0;
  [[nodiscard]] virtual Result<Changed> remove_object(Removal const& removal) = 0;
  [[nodiscard]] virtual Result<ObjectInfo> info(ObjectId const& id) = 0;
  [[nodiscard]] virtual Result<Located> locate(ObjectId const& id) = 0;
  [[nodiscard]] virtual Result<Listing> list_objects(std::string_view bucket,
                                                     ListOptions const& options) = 0;
  // As VersionStore; `now` is what retention is judged by.
  [[nodiscard]] virtual Result<VersionListing> list_versions(std::string_view bucket,
                                                             VersionListOptions const& options) = 0;
  [[nodiscard]] virtual Result<PartListing> object_parts(ObjectId const& id, int after,
                                                         int parts_max) = 0;
  [[nodiscard]] virtual Result<ObjectInfo> amend(ObjectId const& id, Amendment const& amendment,
                                                 Timestamp now) = 0;
};

struct Completion {
  UploadId id;
  std::vector<CompletedPart> const& parts;
  CompleteOptions const& options;
  std::string version_id;  // as NewVersion's
  Timestamp at;
};

class MultipartIndex {
 public:
  virtual ~MultipartIndex() = default;
  [[nodiscard]] virtual Result<void> add_upload(MultipartUpload const& upload) = 0;
  [[nodiscard]] virtual Result<MultipartUpload> upload(UploadId const& id) = 0;
  // Replaces the part of that number; gives the bodies of the one before.
  [[nodiscard]] virtual Result<std::vector<std::string>> add_part(UploadId const& id,
                                                                  PartInfo const& part,
                                                                  Body const& body) = 0;
  [[nodiscard]] virtual Result<Changed> complete_upload(Completion const& completion) = 0;
  [[nodiscard]] virtual Result<std::vector<std::string>> abort_upload(UploadId const& id) = 0;
  [[nodiscard]] virtual Result<PartListing> parts(UploadId const& id, int after, int parts_max) = 0;
  [[nodiscard]] virtual Result<UploadListing> uploads(std::string_view bucket,
                                                      UploadListOptions const& options) = 0;
  // At most `uploads_max` of those begun before that time, the oldest first.
  [[nodiscard]] virtual Result<std::vector<UploadId>> uploads_before(Timestamp time,
                                                                     int uploads_max) = 0;
};

struct ResealedKey {
  std::string body_id;
  std::string before_master_key_id;  // a key that another has replaced meanwhile is left alone
  SealedKey key;
};

class BodyIndex {
 public:
  virtual ~BodyIndex() = default;
  // Those of the ids that belong to nothing.
  [[nodiscard]] virtual Result<std::vector<std::string>> unknown(
      std::span<std::string const> body_ids) = 0;
  // At most `bodies_max` whose key is not wrapped by that master key.
  [[nodiscard]] virtual Result<std::vector<Body>> not_sealed_by(std::string_view master_key_id,
                                                                int bodies_max) = 0;
  [[nodiscard]] virtual Result<void> reseal(std::span<ResealedKey const> keys) = 0;
};

// All of one index, as a store takes it. Usually one object behind the four.
struct Indexes {
  ObjectIndex& objects;
  MultipartIndex& uploads;
  BodyIndex& bodies;
  BucketStore& buckets;

  template <typename Index>
  [[nodiscard]] static Indexes of(Index& index) {
    return {index, index, index, index};
  }
};

}  // namespace helio::objects
