// MemoryIndex: the index ports and the buckets in memory, for tests. Never durable.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "objects/object_index.hpp"

namespace helio::objects {

class MemoryIndex final : public ObjectIndex,
                          public MultipartIndex,
                          public BodyIndex,
                          public BucketStore {
 public:
  using OnChange = std::function<void(ObjectChange const&)>;

  // `on_change` is called before a change is acknowledged, and must not call back.
  explicit MemoryIndex(Clock const& clock, OnChange on_change = {})
      : clock_(clock), on_change_(std::move(on_change)) {}

  Result<Changed> add(NewVersion const& version) override;
  Result<Changed> remove_object(Removal const& removal) override;
  Result<ObjectInfo> info(ObjectId const& id) override;
  Result<Located> locate(ObjectId const& id) override;
  Result<Listing> list_objects(std::string_view bucket, ListOptions const& options) override;
  Result<VersionListing> list_versions(std::string_view bucket,
                                       VersionListOptions const& options) override;
  Result<PartListing> object_parts(ObjectId const& id, int after, int parts_max) override;
  Result<ObjectInfo> amend(ObjectId const& id, Amendment const& amendment, Timestamp now) override;

  Result<void> add_upload(MultipartUpload const& upload) override;
  Result<MultipartUpload> upload(UploadId const& id) override;
  Result<std::vector<std::string>> add_part(UploadId const& id, PartInfo const& part,
                                            Body const& body) override;
  Result<Changed> complete_upload(Completion const& completion) override;
  Result<std::vector<std::string>> abort_upload(UploadId const& id) override;
  Result<PartListing> parts(UploadId const& id, int after, int parts_max) override;
  Result<UploadListing> uploads(std::string_view bucket, UploadListOptions const& options) override;
  Result<std::vector<UploadId>> uploads_before(Timestamp time, int uploads_max) override;

  Result<std::vector<std::string>> unknown(std::span<std::string const> body_ids) override;
  Result<std::vector<Body>> not_sealed_by(std::string_view master_key_id, int bodies_max) override;
  Result<void> reseal(std::span<ResealedKey const> keys) override;

  Result<void> create_bucket(std::string_view name) override;
  Result<void> delete_bucket(std::string_view name) override;
  Result<Bucket> bucket(std::string_view name) override;
  Result<std::vector<Bucket>> buckets() override;
  Result<void> set_versioning(std::string_view name, Versioning versioning) override;
  Result<std::optional<std::string>> setting(std::string_view bucket,
                                             std::string_view name) override;
  Result<void> set_setting(std::string_view bucket, std::string_view name,
                           std::optional<std::string> const& text) override;

 private:
  struct Part {
    PartInfo info;
    Body body;
  };
  struct Uploading {
    MultipartUpload upload;
    std::map<int, Part> parts;
  };
  using Versions = std::vector<Located>;  // of one key, the oldest first
  struct BucketState {
    Bucket bucket;
    std::map<std::string, Versions> keys;
    std::map<std::string, std::string, std::less<>> settings;
  };
  class Cursor;
  class Newest;

  // All below under the mutex.
  Result<BucketState*> find_bucket(std::string_view name);
  Result<Uploading*> find_upload(UploadId const& id);
  Result<Located*> find(ObjectId const& id);
  Result<Changed> add_version(Located version, Conditions const& conditions, Origin const& origin);
  ObjectInfo place(BucketState& bucket, Located version, ObjectChange::Kind kind,
                   Origin const& origin);
  void take_out(BucketState& bucket, ObjectInfo const& version, Changed& changed);
  void announce(ObjectChange::Kind kind, ObjectInfo const& object, Origin const& origin) const;
  [[nodiscard]] std::vector<Body*> all_bodies();

  Clock const& clock_;
  OnChange on_change_;
  std::mutex mutex_;
  std::uint64_t sequence_ = 0;
  std::map<std::string, BucketState, std::less<>> buckets_;
  std::map<std::string, Uploading> uploads_;  // by id, which is time-ordered
};

}  // namespace helio::objects
