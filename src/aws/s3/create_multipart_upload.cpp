// CreateMultipartUpload: begins a large object, and says what it will be.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_lock.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/tag_set.hpp"

namespace helio::aws::s3 {
namespace {

Result<void> choose_checksum(Call const& call, objects::MultipartOptions& options) {
  auto const name = call.header("x-amz-checksum-algorithm");
  auto const type = call.header("x-amz-checksum-type");
  if (!name) {
    if (!type) return {};
    return fail(Errc::invalid_argument, "InvalidRequest",
                "The x-amz-checksum-type header can only be used with the "
                "x-amz-checksum-algorithm header.");
  }
  auto asked = asked_checksum(call);
  if (!asked) return tl::unexpected<Error>(asked.error());
  options.checksum_algorithm = *std::move(asked);
  bool const crc64 = options.checksum_algorithm == "crc64nvme";
  options.checksum_of_whole = type ? *type == "FULL_OBJECT" : crc64;
  bool const known = !type || *type == "FULL_OBJECT" || *type == "COMPOSITE";
  bool const possible =
      options.checksum_of_whole ? options.checksum_algorithm.starts_with("crc") : !crc64;
  if (known && possible) return {};
  return fail(Errc::invalid_argument, "InvalidRequest",
              "The " + std::string(type.value_or("")) + " checksum type cannot be used with the " +
                  std::string(*name) + " checksum algorithm.");
}

}  // namespace

Outcome<http::Response> create_multipart_upload(Call const& call) {
  auto tags = tags_of(call);
  if (!tags) return refuse(std::move(tags.error()));
  auto const lock = lock_of(call);
  if (!lock) return refuse(lock.error());
  auto metadata = metadata_of(call);
  objects::MultipartOptions options{.content_type = std::move(metadata.content_type),
                                    .system_metadata = std::move(metadata.system),
                                    .user_metadata = std::move(metadata.user),
                                    .tags = *std::move(tags),
                                    .lock = *lock,
                                    .checksum_algorithm = {}};
  if (auto chosen = choose_checksum(call, options); !chosen) {
    return refuse(std::move(chosen.error()));
  }
  bool const whole = options.checksum_of_whole;
  std::string const algorithm = options.checksum_algorithm;
  auto const created =
      call.stores.uploads.create(call.address.bucket, call.address.key, std::move(options));
  if (!created) return refuse(created.error());
  XmlWriter xml("InitiateMultipartUploadResult");
  xml.text("Bucket", call.address.bucket).text("Key", call.address.key);
  xml.text("UploadId", created->id.upload_id);
  auto response = xml_response(std::move(xml));
  if (!algorithm.empty()) {
    response.headers.add("x-amz-checksum-algorithm", checksum_name(algorithm));
    response.headers.add("x-amz-checksum-type", whole ? "FULL_OBJECT" : "COMPOSITE");
  }
  return response;
}

}  // namespace helio::aws::s3
