#include "adapters/fs/object_store.hpp"

#include "adapters/fs/body_reader.hpp"
#include "adapters/fs/incoming.hpp"
#include "objects/intake.hpp"

namespace helio::files {
namespace {

// A version can be replaced between finding it and opening its file, again and again.
constexpr int kOpenAttemptsMax = 100;

}  // namespace

class ObjectStore::PutUpload final : public objects::Upload {
 public:
  PutUpload(ObjectStore& store, objects::NewVersion version, Incoming incoming)
      : store_(store), version_(std::move(version)), incoming_(std::move(incoming)) {}
  Result<void> write(BytesView piece) override { return incoming_.write(piece); }
  Result<void> expect(std::string_view algorithm, std::string_view base64) override {
    return incoming_.expect(algorithm, base64);
  }
  Result<objects::ObjectInfo> commit() override {
    auto received = incoming_.finish();
    if (!received) return fail(received);
    auto& object = version_.object;
    object.size_bytes = received->content.size_bytes;
    object.etag = received->content.md5_hex;
    object.checksums = received->content.checksums;
    object.last_modified = store_.clock_.wall();
    object.version_id = store_.ids_.next();
    version_.body = std::move(received->body);
    auto changed = store_.index_.objects.add(version_);
    incoming_.settle(changed);
    if (!changed) return fail(changed);
    store_.bodies_->release(changed->released);
    return std::move(changed->object);
  }

 private:
  ObjectStore& store_;
  objects::NewVersion version_;
  Incoming incoming_;
};

class ObjectStore::Reader final : public objects::ObjectReader {
 public:
  Reader(objects::ObjectInfo info, objects::ByteRange range, std::unique_ptr<BodyReader> bytes)
      : info_(std::move(info)), range_(range), bytes_(std::move(bytes)) {}
  [[nodiscard]] objects::ObjectInfo const& info() const noexcept override { return info_; }
  [[nodiscard]] objects::ByteRange range() const noexcept override { return range_; }
  Result<std::size_t> read(std::span<std::byte> into) override { return bytes_->read(into); }

 private:
  objects::ObjectInfo info_;
  objects::ByteRange range_;
  std::unique_ptr<BodyReader> bytes_;
};

Result<std::unique_ptr<ObjectStore>> ObjectStore::open(Parts const& parts,
                                                       ObjectStoreOptions options) {
  std::unique_ptr<ObjectStore> store(new ObjectStore(parts, std::move(options)));
  auto bodies = BodyStore::open(parts.files, store->options_.folder / "objects", parts.keys,
                                parts.random, store->ids_);
  if (!bodies) return fail(bodies);
  store->bodies_ = std::move(*bodies);
  return store;
}

Result<void> ObjectStore::check_room(std::optional<std::uint64_t> size_bytes) {
  auto const free = bodies_->free_bytes();
  if (!free) return tl::unexpected<Error>(free.error());
  if (*free >= options_.free_bytes_min && *free - options_.free_bytes_min >= size_bytes.value_or(0))
    return {};
  return fail(Errc::exhausted, "DiskFull",
              "The disk has not enough room for the upload; free some space and try again.");
}

Result<std::unique_ptr<objects::Upload>> ObjectStore::put(std::string_view bucket,
                                                          std::string_view key,
                                                          objects::PutOptions options) {
  auto const known = index_.buckets.bucket(bucket);
  if (!known) return tl::unexpected<Error>(known.error());
  auto const size_bytes = options.size_bytes;
  auto intake = objects::begin_put(bucket, key, std::move(options));
  if (!intake) return fail(intake);
  if (auto const room = check_room(size_bytes); !room) return tl::unexpected<Error>(room.error());
  auto body = bodies_->begin();
  if (!body) return fail(body);
  return std::make_unique<PutUpload>(*this, std::move(intake->version),
                                     Incoming(std::move(intake->check), std::move(*body)));
}

Result<std::unique_ptr<objects::ObjectReader>> ObjectStore::get(
    objects::ObjectId const& id, std::optional<objects::RangeRequest> range) {
  for (int attempt = 1;; ++attempt) {
    auto located = index_.objects.locate(id);
    if (!located) return fail(located);
    auto const resolved = range_to_read(located->object, range);
    if (!resolved) return tl::unexpected<Error>(resolved.error());
    bool const several = located->bodies.size() > 1;
    auto bytes = BodyReader::open(*bodies_, std::move(located->bodies), *resolved);
    bool gone = !bytes && bytes.error().code == Errc::not_found;
    // One open file is enough to read on. Of several, those not yet open are held from now on, so
    // they are safe if they still belong to the version now.
    if (bytes && several) {
      auto const missing = index_.bodies.unknown((*bytes)->body_ids());
      if (!missing) return tl::unexpected<Error>(missing.error());
      gone = !missing->empty();
    }
    if (gone && attempt < kOpenAttemptsMax) continue;
    if (gone) return damaged_body("of " + id.bucket + "/" + id.key, "the file is not there");
    if (!bytes) return fail(bytes);
    return std::make_unique<Reader>(std::move(located->object), *resolved, std::move(*bytes));
  }
}

Result<objects::ObjectInfo> ObjectStore::head(objects::ObjectId const& id) {
  return index_.objects.info(id);
}

Result<objects::ObjectInfo> ObjectStore::remove(objects::ObjectId const& id,
                                                objects::Origin const& origin) {
  return remove_if(id, {}, origin);
}

Result<objects::ObjectInfo> ObjectStore::remove_if(objects::ObjectId const& id,
                                                   objects::RemoveConditions const& conditions,
                                                   objects::Origin const& origin) {
  if (auto valid = objects::check_removal(id); !valid) return fail(valid);
  auto changed = index_.objects.remove_object({id, ids_.next(), clock_.wall(), origin, conditions});
  if (!changed) return fail(changed);
  bodies_->release(changed->released);
  return std::move(changed->object);
}

Result<objects::Listing> ObjectStore::list(std::string_view bucket,
                                           objects::ListOptions const& options) {
  return index_.objects.list_objects(bucket, options);
}

Result<objects::VersionListing> ObjectStore::list_versions(
    std::string_view bucket, objects::VersionListOptions const& options) {
  return index_.objects.list_versions(bucket, options);
}

Result<objects::PartListing> ObjectStore::parts(objects::ObjectId const& id, int after,
                                                int parts_max) {
  return index_.objects.object_parts(id, after, parts_max);
}

Result<objects::ObjectInfo> ObjectStore::amend(objects::ObjectId const& id,
                                               objects::Amendment const& amendment) {
  return index_.objects.amend(id, amendment, clock_.wall());
}

}  // namespace helio::files
