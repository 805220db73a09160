// MemoryStore: objects, parts and buckets in memory, for tests. What is put is there until the
// store is gone; on_change sees each change before it is acknowledged.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/ids.hpp"
#include "base/random.hpp"
#include "objects/memory_index.hpp"
#include "objects/multipart_store.hpp"
#include "objects/version_store.hpp"

namespace helio::objects {

class MemoryStore final : public ObjectStore, public MultipartStore, public VersionStore {
 public:
  explicit MemoryStore(Clock const& clock, MemoryIndex::OnChange on_change = {})
      : own_index_(std::make_unique<MemoryIndex>(clock, std::move(on_change))),
        index_(Indexes::of(*own_index_)),
        clock_(clock) {}
  // Only bodies are in memory: to test an index.
  MemoryStore(Clock const& clock, Indexes const& index) : index_(index), clock_(clock) {}

  [[nodiscard]] BucketStore& buckets() noexcept { return index_.buckets; }
  [[nodiscard]] std::size_t bodies();  // how many are kept

  Result<std::unique_ptr<Upload>> put(std::string_view bucket, std::string_view key,
                                      PutOptions options) override;
  Result<std::unique_ptr<ObjectReader>> get(ObjectId const& id,
                                            std::optional<RangeRequest> range) override;
  Result<ObjectInfo> head(ObjectId const& id) override;
  Result<ObjectInfo> remove(ObjectId const& id, Origin const& origin) override;
  Result<Listing> list(std::string_view bucket, ListOptions const& options) override;

  Result<VersionListing> list_versions(std::string_view bucket,
                                       VersionListOptions const& options) override;
  Result<PartListing> parts(ObjectId const& id, int after, int parts_max) override;
  Result<ObjectInfo> amend(ObjectId const& id, Amendment const& amendment) override;
  Result<ObjectInfo> remove_if(ObjectId const& id, RemoveConditions const& conditions,
                               Origin const& origin) override;

  Result<MultipartUpload> create(std::string_view bucket, std::string_view key,
                                 MultipartOptions options) override;
  Result<std::unique_ptr<PartUpload>> upload_part(UploadId const& id, int number,
                                                  PartOptions options) override;
  Result<ObjectInfo> complete(UploadId const& id, std::vector<CompletedPart> const& parts,
                              CompleteOptions const& options) override;
  Result<void> abort(UploadId const& id) override;
  Result<PartListing> list_parts(UploadId const& id, int after, int parts_max) override;
  Result<UploadListing> list_uploads(std::string_view bucket,
                                     UploadListOptions const& options) override;

 private:
  class PutUpload;
  class PartOfUpload;
  class Reader;

  Body keep(Bytes bytes);
  void drop(std::vector<std::string> const& bodies);

  std::unique_ptr<MemoryIndex> own_index_;
  Indexes index_;
  Clock const& clock_;
  SeededRandom random_{1};
  IdGenerator ids_{clock_, random_};
  std::mutex mutex_;
  std::map<std::string, Bytes> bodies_;
};

}  // namespace helio::objects
