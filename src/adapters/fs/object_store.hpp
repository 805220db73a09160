// ObjectStore: objects and multipart uploads as encrypted files and an index.
//
// A put is written to a file, made durable, and then told to the index, which records the version
// and its event in one transaction; only then is it acknowledged. Parts are files of the same kind,
// and a completed object is the list of its parts' files: nothing is copied.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "adapters/fs/body_store.hpp"
#include "base/ids.hpp"
#include "objects/multipart_store.hpp"
#include "objects/object_index.hpp"

namespace helio::files {

struct ObjectStoreOptions {
  // Bodies are in `folder`/objects.
  FileSystem::Path folder;
  // Left free for the database: what would leave less is refused before it is taken.
  std::uint64_t free_bytes_min = 64ULL << 20U;
  int multipart_days_max = 7;  // an upload not completed by then is aborted
};

class ObjectStore final : public objects::ObjectStore,
                          public objects::MultipartStore,
                          public objects::VersionStore {
 public:
  // All of them outlive the store.
  struct Parts {
    FileSystem& files;
    objects::Indexes index;
    MasterKeys& keys;
    Clock const& clock;
    Random& random;
  };
  // Errors: as the file system's.
  [[nodiscard]] static Result<std::unique_ptr<ObjectStore>> open(Parts const& parts,
                                                                 ObjectStoreOptions options);

  Result<std::unique_ptr<objects::Upload>> put(std::string_view bucket, std::string_view key,
                                               objects::PutOptions options) override;
  Result<std::unique_ptr<objects::ObjectReader>> get(
      objects::ObjectId const& id, std::optional<objects::RangeRequest> range) override;
  Result<objects::ObjectInfo> head(objects::ObjectId const& id) override;
  Result<objects::ObjectInfo> remove(objects::ObjectId const& id,
                                     objects::Origin const& origin) override;
  Result<objects::Listing> list(std::string_view bucket,
                                objects::ListOptions const& options) override;

  Result<objects::VersionListing> list_versions(
      std::string_view bucket, objects::VersionListOptions const& options) override;
  Result<objects::PartListing> parts(objects::ObjectId const& id, int after,
                                     int parts_max) override;
  Result<objects::ObjectInfo> amend(objects::ObjectId const& id,
                                    objects::Amendment const& amendment) override;
  Result<objects::ObjectInfo> remove_if(objects::ObjectId const& id,
                                        objects::RemoveConditions const& conditions,
                                        objects::Origin const& origin) override;

  Result<objects::MultipartUpload> create(std::string_view bucket, std::string_view key,
                                          objects::MultipartOptions options) override;
  Result<std::unique_ptr<objects::PartUpload>> upload_part(objects::UploadId const& id, int number,
                                                           objects::PartOptions options) override;
  Result<objects::ObjectInfo> complete(objects::UploadId const& id,
                                       std::vector<objects::CompletedPart> const& parts,
                                       objects::CompleteOptions const& options) override;
  Result<void> abort(objects::UploadId const& id) override;
  Result<objects::PartListing> list_parts(objects::UploadId const& id, int after,
                                          int parts_max) override;
  Result<objects::UploadListing> list_uploads(std::string_view bucket,
                                              objects::UploadListOptions const& options) override;

  // Removes the files that a crash left behind. Once after the start, beside everything else; what
  // `stop` leaves is found by the next. Returns how many.
  [[nodiscard]] Result<std::uint64_t> sweep_orphans(std::stop_token const& stop = {}) {
    return bodies_->sweep(index_.bodies, stop);
  }
  // Aborts a batch of uploads that are too old. Returns how many; 0: there are none.
  [[nodiscard]] Result<std::uint64_t> sweep(Timestamp now);

 private:
  class PutUpload;
  class PartOfUpload;
  class Reader;

  ObjectStore(Parts const& parts, ObjectStoreOptions options)
      : options_(std::move(options)),
        index_(parts.index),
        clock_(parts.clock),
        ids_(parts.clock, parts.random) {}
  // Errors: exhausted "DiskFull".
  [[nodiscard]] Result<void> check_room(std::optional<std::uint64_t> size_bytes);

  ObjectStoreOptions options_;
  objects::Indexes index_;
  Clock const& clock_;
  IdGenerator ids_;
  std::unique_ptr<BodyStore> bodies_;
};

}  // namespace helio::files
