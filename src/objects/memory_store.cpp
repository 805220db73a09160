#include "objects/memory_store.hpp"

#include <algorithm>

#include "objects/assembly.hpp"
#include "objects/intake.hpp"

namespace helio::objects {
namespace {

// What both kinds of upload collect.
class Collected {
 public:
  explicit Collected(ContentCheck check) : check_(std::move(check)) {}
  Result<void> write(BytesView piece) {
    auto counted = check_.update(piece);
    if (counted) bytes_.insert(bytes_.end(), piece.begin(), piece.end());
    return counted;
  }
  ContentCheck& check() { return check_; }
  Bytes take() { return std::move(bytes_); }

 private:
  ContentCheck check_;
  Bytes bytes_;
};

}  // namespace

class MemoryStore::PutUpload final : public Upload {
 public:
  PutUpload(MemoryStore& store, NewVersion version, ContentCheck check)
      : store_(store), version_(std::move(version)), collected_(std::move(check)) {}
  Result<void> write(BytesView piece) override { return collected_.write(piece); }
  Result<void> expect(std::string_view algorithm, std::string_view base64) override {
    return collected_.check().expect(algorithm, base64);
  }
  Result<ObjectInfo> commit() override {
    auto content = collected_.check().finish();
    if (!content) return fail(content);
    auto& object = version_.object;
    object.size_bytes = content->size_bytes;
    object.etag = content->md5_hex;
    object.checksums = content->checksums;
    object.last_modified = store_.clock_.wall();
    object.version_id = store_.ids_.next();
    version_.body = store_.keep(collected_.take());
    auto changed = store_.index_.objects.add(version_);
    if (!changed) {
      store_.drop({version_.body.id});
      return fail(changed);
    }
    store_.drop(changed->released);
    return changed->object;
  }

 private:
  MemoryStore& store_;
  NewVersion version_;
  Collected collected_;
};

class MemoryStore::PartOfUpload final : public PartUpload {
 public:
  PartOfUpload(MemoryStore& store, UploadId id, int number, ContentCheck check)
      : store_(store), id_(std::move(id)), number_(number), collected_(std::move(check)) {}
  Result<void> write(BytesView piece) override { return collected_.write(piece); }
  Result<void> expect(std::string_view algorithm, std::string_view base64) override {
    return collected_.check().expect(algorithm, base64);
  }
  Result<PartInfo> commit() override {
    auto content = collected_.check().finish();
    if (!content) return fail(content);
    PartInfo const part{number_, content->size_bytes, content->md5_hex, store_.clock_.wall(),
                        content->checksums};
    Body const body = store_.keep(collected_.take());
    auto const released = store_.index_.uploads.add_part(id_, part, body);
    if (!released) {
      store_.drop({body.id});
      return tl::unexpected<Error>(released.error());
    }
    store_.drop(*released);
    return part;
  }

 private:
  MemoryStore& store_;
  UploadId id_;
  int number_;
  Collected collected_;
};

class MemoryStore::Reader final : public ObjectReader {
 public:
  Reader(ObjectInfo info, ByteRange range, Bytes bytes)
      : info_(std::move(info)), range_(range), bytes_(std::move(bytes)) {}
  [[nodiscard]] ObjectInfo const& info() const noexcept override { return info_; }
  [[nodiscard]] ByteRange range() const noexcept override { return range_; }
  Result<std::size_t> read(std::span<std::byte> into) override {
    auto const left = BytesView(bytes_).subspan(given_, range_.size_bytes() - given_);
    auto const now = left.first(std::min(left.size(), into.size()));
    std::copy(now.begin(), now.end(), into.begin());
    given_ += now.size();
    return now.size();
  }

 private:
  ObjectInfo info_;
  ByteRange range_;
  Bytes bytes_;
  std::size_t given_ = 0;
};

Body MemoryStore::keep(Bytes bytes) {
  std::uint64_t const size_bytes = bytes.size();
  std::string const id = ids_.next();
  std::scoped_lock const lock(mutex_);
  bodies_[id] = std::move(bytes);
  return {id, size_bytes, {}};
}

std::size_t MemoryStore::bodies() {
  std::scoped_lock const lock(mutex_);
  return bodies_.size();
}

void MemoryStore::drop(std::vector<std::string> const& bodies) {
  std::scoped_lock const lock(mutex_);
  for (auto const& id : bodies) bodies_.erase(id);
}

Result<std::unique_ptr<Upload>> MemoryStore::put(std::string_view bucket, std::string_view key,
                                                 PutOptions options) {
  auto const known = index_.buckets.bucket(bucket);
  if (!known) return tl::unexpected<Error>(known.error());
  auto intake = begin_put(bucket, key, std::move(options));
  if (!intake) return fail(intake);
  return std::make_unique<PutUpload>(*this, std::move(intake->version), std::move(intake->check));
}

Result<std::unique_ptr<ObjectReader>> MemoryStore::get(ObjectId const& id,
                                                       std::optional<RangeRequest> range) {
  std::scoped_lock const lock(mutex_);  // so that no body found here is dropped before it is read
  auto located = index_.objects.locate(id);
  if (!located) return fail(located);
  auto const resolved = range_to_read(located->object, range);
  if (!resolved) return tl::unexpected<Error>(resolved.error());
  Bytes all;
  for (auto const& body : located->bodies) {
    auto const& bytes = bodies_.at(body.id);
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  if (resolved->size_bytes() == 0) all.clear();
  auto const first = all.begin() + static_cast<std::ptrdiff_t>(all.empty() ? 0 : resolved->first);
  return std::make_unique<Reader>(
      std::move(located->object), *resolved,
      Bytes(first, first + static_cast<std::ptrdiff_t>(resolved->size_bytes())));
}

Result<ObjectInfo> MemoryStore::head(ObjectId const& id) { return index_.objects.info(id); }

Result<ObjectInfo> MemoryStore::remove(ObjectId const& id, Origin const& origin) {
  return remove_if(id, {}, origin);
}

Result<ObjectInfo> MemoryStore::remove_if(ObjectId const& id, RemoveConditions const& conditions,
                                          Origin const& origin) {
  if (auto valid = check_removal(id); !valid) return fail(valid);
  auto changed = index_.objects.remove_object({id, ids_.next(), clock_.wall(), origin, conditions});
  if (!changed) return fail(changed);
  drop(changed->released);
  return changed->object;
}

Result<Listing> MemoryStore::list(std::string_view bucket, ListOptions const& options) {
  return index_.objects.list_objects(bucket, options);
}

Result<VersionListing> MemoryStore::list_versions(std::string_view bucket,
                                                  VersionListOptions const& options) {
  return index_.objects.list_versions(bucket, options);
}

Result<PartListing> MemoryStore::parts(ObjectId const& id, int after, int parts_max) {
  return index_.objects.object_parts(id, after, parts_max);
}

Result<ObjectInfo> MemoryStore::amend(ObjectId const& id, Amendment const& amendment) {
  return index_.objects.amend(id, amendment, clock_.wall());
}

Result<MultipartUpload> MemoryStore::create(std::string_view bucket, std::string_view key,
                                            MultipartOptions options) {
  auto upload = begin_multipart(bucket, key, std::move(options));
  if (!upload) return upload;
  upload->id.upload_id = ids_.next();
  upload->initiated_at = clock_.wall();
  auto const added = index_.uploads.add_upload(*upload);
  if (!added) return tl::unexpected<Error>(added.error());
  return upload;
}

Result<std::unique_ptr<PartUpload>> MemoryStore::upload_part(UploadId const& id, int number,
                                                             PartOptions options) {
  if (auto const valid = check_part_number(number); !valid) {
    return tl::unexpected<Error>(valid.error());
  }
  auto const upload = index_.uploads.upload(id);
  if (!upload) return tl::unexpected<Error>(upload.error());
  auto check = begin_part(upload->options, std::move(options));
  if (!check) return fail(check);
  return std::make_unique<PartOfUpload>(*this, id, number, std::move(*check));
}

Result<ObjectInfo> MemoryStore::complete(UploadId const& id,
                                         std::vector<CompletedPart> const& parts,
                                         CompleteOptions const& options) {
  auto changed = index_.uploads.complete_upload({id, parts, options, ids_.next(), clock_.wall()});
  if (!changed) return fail(changed);
  drop(changed->released);
  return changed->object;
}

Result<void> MemoryStore::abort(UploadId const& id) {
  auto const released = index_.uploads.abort_upload(id);
  if (!released) return tl::unexpected<Error>(released.error());
  drop(*released);
  return {};
}

Result<PartListing> MemoryStore::list_parts(UploadId const& id, int after, int parts_max) {
  return index_.uploads.parts(id, after, parts_max);
}

Result<UploadListing> MemoryStore::list_uploads(std::string_view bucket,
                                                UploadListOptions const& options) {
  return index_.uploads.uploads(bucket, options);
}

}  // namespace helio::objects
