#include "objects/intake.hpp"

#include "objects/assembly.hpp"
#include "objects/key.hpp"
#include "objects/tags.hpp"

namespace helio::objects {

Result<Intake> begin_put(std::string_view bucket, std::string_view key, PutOptions options) {
  if (auto const valid = check_key(key); !valid) return tl::unexpected<Error>(valid.error());
  auto const fits =
      check_metadata(options.content_type, options.system_metadata, options.user_metadata);
  if (!fits) return tl::unexpected<Error>(fits.error());
  if (auto const few = check_tags(options.tags); !few) return tl::unexpected<Error>(few.error());
  auto check = ContentCheck::begin(
      {options.size_bytes, std::move(options.content_md5), std::move(options.checksums)},
      kPutBytesMax);
  if (!check) return fail(check);
  NewVersion version;
  version.object.bucket = bucket;
  version.object.key = key;
  version.object.content_type = std::move(options.content_type);
  version.object.system_metadata = std::move(options.system_metadata);
  version.object.user_metadata = std::move(options.user_metadata);
  version.object.tags = std::move(options.tags);
  version.object.lock = options.lock;
  version.conditions = {std::move(options.if_match), std::move(options.if_none_match)};
  version.origin = std::move(options.origin);
  return Intake{std::move(version), std::move(*check)};
}

Result<MultipartUpload> begin_multipart(std::string_view bucket, std::string_view key,
                                        MultipartOptions options) {
  if (auto const valid = check_key(key); !valid) return tl::unexpected<Error>(valid.error());
  auto const fits =
      check_metadata(options.content_type, options.system_metadata, options.user_metadata);
  if (!fits) return tl::unexpected<Error>(fits.error());
  if (auto const few = check_tags(options.tags); !few) return tl::unexpected<Error>(few.error());
  if (options.checksum_algorithm == "crc64nvme") options.checksum_of_whole = true;
  auto const computable = check_multipart_checksum(options);
  if (!computable) return tl::unexpected<Error>(computable.error());
  return MultipartUpload{
      {std::string(bucket), std::string(key), {}}, Timestamp(), std::move(options)};
}

Result<ContentCheck> begin_part(MultipartOptions const& upload, PartOptions options) {
  if (!upload.checksum_algorithm.empty()) options.checksums[upload.checksum_algorithm];
  return ContentCheck::begin(
      {options.size_bytes, std::move(options.content_md5), std::move(options.checksums)},
      kPutBytesMax);
}

Result<void> check_removal(ObjectId const& id) {
  return id.version_id && !id.key.empty() ? Result<void>() : check_key(id.key);
}

Result<ByteRange> range_to_read(ObjectInfo const& object,
                                std::optional<RangeRequest> const& range) {
  if (object.delete_marker) {
    return fail(Errc::unsupported, "MethodNotAllowed",
                "The version is a delete marker, which has no bytes; name another version.");
  }
  if (!range) return whole(object.size_bytes);
  return resolve_range(*range, object.size_bytes);
}

ObjectInfo completed_object(MultipartUpload const& upload, Completion const& done,
                            std::uint64_t size_bytes, std::string etag, Metadata checksums) {
  ObjectInfo object;
  object.bucket = upload.id.bucket;
  object.key = upload.id.key;
  object.version_id = done.version_id;
  object.size_bytes = size_bytes;
  object.etag = std::move(etag);
  object.last_modified = done.at;
  object.content_type = upload.options.content_type;
  object.system_metadata = upload.options.system_metadata;
  object.user_metadata = upload.options.user_metadata;
  object.tags = upload.options.tags;
  object.upload_id = upload.id.upload_id;
  object.lock = upload.options.lock;
  object.checksums = std::move(checksums);
  return object;
}

}  // namespace helio::objects
