// ObjectIndex: the index ports of src/objects and the buckets, in SQLite.
//
// A change and its event are one transaction: `record` is called inside it with the change, and
// what it writes stands or falls with the version. Listings read only the keys they show: one index
// holds the listed versions by key, and a common prefix is skipped by a seek.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/object_rows.hpp"
#include "base/clock.hpp"
#include "objects/object_index.hpp"

namespace helio::sqlite {

class ObjectIndex final : public objects::ObjectIndex,
                          public objects::MultipartIndex,
                          public objects::BodyIndex,
                          public objects::BucketStore {
 public:
  // Makes its tables where they are not there. Errors: as Database::migrate().
  [[nodiscard]] static Result<std::unique_ptr<ObjectIndex>> open(Database& database,
                                                                 Clock const& clock,
                                                                 RecordChange record);

  Result<objects::Changed> add(objects::NewVersion const& version) override;
  Result<objects::Changed> remove_object(objects::Removal const& removal) override;
  Result<objects::ObjectInfo> info(objects::ObjectId const& id) override;
  Result<objects::Located> locate(objects::ObjectId const& id) override;
  Result<objects::Listing> list_objects(std::string_view bucket,
                                        objects::ListOptions const& options) override;
  Result<objects::VersionListing> list_versions(
      std::string_view bucket, objects::VersionListOptions const& options) override;
  Result<objects::PartListing> object_parts(objects::ObjectId const& id, int after,
                                            int parts_max) override;
  Result<objects::ObjectInfo> amend(objects::ObjectId const& id,
                                    objects::Amendment const& amendment, Timestamp now) override;

  Result<void> add_upload(objects::MultipartUpload const& upload) override;
  Result<objects::MultipartUpload> upload(objects::UploadId const& id) override;
  Result<std::vector<std::string>> add_part(objects::UploadId const& id,
                                            objects::PartInfo const& part,
                                            objects::Body const& body) override;
  Result<objects::Changed> complete_upload(objects::Completion const& completion) override;
  Result<std::vector<std::string>> abort_upload(objects::UploadId const& id) override;
  Result<objects::PartListing> parts(objects::UploadId const& id, int after,
                                     int parts_max) override;
  Result<objects::UploadListing> uploads(std::string_view bucket,
                                         objects::UploadListOptions const& options) override;
  Result<std::vector<objects::UploadId>> uploads_before(Timestamp time, int uploads_max) override;

  Result<std::vector<std::string>> unknown(std::span<std::string const> body_ids) override;
  Result<std::vector<objects::Body>> not_sealed_by(std::string_view master_key_id,
                                                   int bodies_max) override;
  Result<void> reseal(std::span<objects::ResealedKey const> keys) override;

  Result<void> create_bucket(std::string_view name) override;
  Result<void> delete_bucket(std::string_view name) override;
  Result<objects::Bucket> bucket(std::string_view name) override;
  Result<std::vector<objects::Bucket>> buckets() override;
  Result<void> set_versioning(std::string_view name, objects::Versioning versioning) override;
  Result<std::optional<std::string>> setting(std::string_view bucket,
                                             std::string_view name) override;
  Result<void> set_setting(std::string_view bucket, std::string_view name,
                           std::optional<std::string> const& text) override;

 private:
  ObjectIndex(Database& database, Clock const& clock, RecordChange record)
      : database_(database), clock_(clock), record_(std::move(record)) {}

  Database& database_;
  Clock const& clock_;
  RecordChange record_;
};

}  // namespace helio::sqlite
