// The multipart half of ObjectStore.
#include <chrono>

#include "adapters/fs/incoming.hpp"
#include "adapters/fs/object_store.hpp"
#include "objects/assembly.hpp"
#include "objects/intake.hpp"

namespace helio::files {
namespace {

constexpr int kSweepBatch = 100;

}  // namespace

class ObjectStore::PartOfUpload final : public objects::PartUpload {
 public:
  PartOfUpload(ObjectStore& store, objects::UploadId id, int number, Incoming incoming)
      : store_(store), id_(std::move(id)), number_(number), incoming_(std::move(incoming)) {}
  Result<void> write(BytesView piece) override { return incoming_.write(piece); }
  Result<void> expect(std::string_view algorithm, std::string_view base64) override {
    return incoming_.expect(algorithm, base64);
  }
  Result<objects::PartInfo> commit() override {
    auto received = incoming_.finish();
    if (!received) return fail(received);
    objects::PartInfo part{number_, received->content.size_bytes, received->content.md5_hex,
                           store_.clock_.wall(), received->content.checksums};
    auto const released = store_.index_.uploads.add_part(id_, part, received->body);
    incoming_.settle(released);
    if (!released) return tl::unexpected<Error>(released.error());
    store_.bodies_->release(*released);
    return part;
  }

 private:
  ObjectStore& store_;
  objects::UploadId id_;
  int number_;
  Incoming incoming_;
};

Result<objects::MultipartUpload> ObjectStore::create(std::string_view bucket, std::string_view key,
                                                     objects::MultipartOptions options) {
  auto upload = objects::begin_multipart(bucket, key, std::move(options));
  if (!upload) return upload;
  upload->id.upload_id = ids_.next();
  upload->initiated_at = clock_.wall();
  auto const added = index_.uploads.add_upload(*upload);
  if (!added) return tl::unexpected<Error>(added.error());
  return upload;
}

Result<std::unique_ptr<objects::PartUpload>> ObjectStore::upload_part(
    objects::UploadId const& id, int number, objects::PartOptions options) {
  auto const valid = objects::check_part_number(number);
  if (!valid) return tl::unexpected<Error>(valid.error());
  auto const upload = index_.uploads.upload(id);
  if (!upload) return tl::unexpected<Error>(upload.error());
  auto const size_bytes = options.size_bytes;
  auto check = objects::begin_part(upload->options, std::move(options));
  if (!check) return fail(check);
  if (auto const room = check_room(size_bytes); !room) return tl::unexpected<Error>(room.error());
  auto body = bodies_->begin();
  if (!body) return fail(body);
  return std::make_unique<PartOfUpload>(*this, id, number,
                                        Incoming(std::move(*check), std::move(*body)));
}

Result<objects::ObjectInfo> ObjectStore::complete(objects::UploadId const& id,
                                                  std::vector<objects::CompletedPart> const& parts,
                                                  objects::CompleteOptions const& options) {
  auto changed = index_.uploads.complete_upload({id, parts, options, ids_.next(), clock_.wall()});
  if (!changed) return fail(changed);
  bodies_->release(changed->released);
  return std::move(changed->object);
}

Result<void> ObjectStore::abort(objects::UploadId const& id) {
  auto const released = index_.uploads.abort_upload(id);
  if (!released) return tl::unexpected<Error>(released.error());
  bodies_->release(*released);
  return {};
}

Result<objects::PartListing> ObjectStore::list_parts(objects::UploadId const& id, int after,
                                                     int parts_max) {
  return index_.uploads.parts(id, after, parts_max);
}

Result<objects::UploadListing> ObjectStore::list_uploads(
    std::string_view bucket, objects::UploadListOptions const& options) {
  return index_.uploads.uploads(bucket, options);
}

Result<std::uint64_t> ObjectStore::sweep(Timestamp now) {
  auto const oldest = now - std::chrono::days(options_.multipart_days_max);
  auto const old = index_.uploads.uploads_before(oldest, kSweepBatch);
  if (!old) return tl::unexpected<Error>(old.error());
  for (auto const& id : *old) {
    auto const aborted = abort(id);
    // Completed or aborted by somebody else meanwhile: then it is not found, and done with.
    if (!aborted && aborted.error().code != Errc::not_found) {
      return tl::unexpected<Error>(aborted.error());
    }
  }
  return old->size();
}

}  // namespace helio::files
