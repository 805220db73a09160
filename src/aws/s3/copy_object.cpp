// CopyObject: an object's bytes under another key, or under its own with other metadata.
#include "aws/s3/copy_source.hpp"
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_lock.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/tag_set.hpp"
#include "base/timestamp.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {
namespace {

Result<bool> replaces_metadata(Call const& call, objects::ObjectInfo const& source) {
  auto const directive = call.header("x-amz-metadata-directive").value_or("COPY");
  if (directive == "REPLACE") return true;
  if (directive != "COPY") {
    return fail(Errc::invalid_argument, "InvalidArgument", "Unknown metadata directive.");
  }
  bool const onto_itself = source.bucket == call.address.bucket && source.key == call.address.key;
  if (onto_itself && call.header("x-amz-copy-source")->find("?versionId=") == std::string::npos) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "This copy request is illegal because it is trying to copy an object to itself "
                "without changing the object's metadata, storage class, website redirect location "
                "or encryption attributes.");
  }
  return false;
}

Result<objects::Metadata> copied_tags(Call const& call, objects::ObjectInfo const& source) {
  auto const directive = call.header("x-amz-tagging-directive").value_or("COPY");
  if (directive == "REPLACE") return tags_of(call);
  if (directive == "COPY") return source.tags;
  return fail(Errc::invalid_argument, "InvalidArgument", "Unknown tagging directive.");
}

// The algorithms that the source was stored with; a checksum of parts is made anew of the whole.
Result<objects::Metadata> checksums_like(Call const& call, objects::ObjectInfo const& source) {
  objects::Metadata wanted;
  auto const asked = asked_checksum(call);
  if (!asked) return tl::unexpected<Error>(asked.error());
  if (!asked->empty()) wanted.emplace(*asked, "");
  if (!wanted.empty()) return wanted;
  for (auto const& [algorithm, base64] : source.checksums) wanted.emplace(algorithm, "");
  return wanted;
}

Result<objects::PutOptions> put_options(Call const& call, objects::ObjectInfo const& source) {
  auto const replaces = replaces_metadata(call, source);
  if (!replaces) return tl::unexpected<Error>(replaces.error());
  auto tags = copied_tags(call, source);
  if (!tags) return tl::unexpected<Error>(tags.error());
  auto const lock = lock_of(call);
  if (!lock) return tl::unexpected<Error>(lock.error());
  auto checksums = checksums_like(call, source);
  if (!checksums) return tl::unexpected<Error>(checksums.error());
  objects::PutOptions options{.content_type = source.content_type,
                              .system_metadata = source.system_metadata,
                              .user_metadata = source.user_metadata,
                              .size_bytes = source.size_bytes,
                              .checksums = *std::move(checksums),
                              .tags = *std::move(tags),
                              .lock = *lock,
                              .origin = call.origin("CopyObject")};
  if (*replaces) {
    auto metadata = metadata_of(call);
    options.content_type = std::move(metadata.content_type);
    options.system_metadata = std::move(metadata.system);
    options.user_metadata = std::move(metadata.user);
  }
  if (auto const value = call.header("if-match")) options.if_match = *value;
  if (auto const value = call.header("if-none-match")) options.if_none_match = *value;
  return options;
}

http::Response copied(objects::ObjectInfo const& source, objects::ObjectInfo const& stored) {
  XmlWriter xml("CopyObjectResult");
  xml.text("LastModified", to_rfc3339(stored.last_modified));
  xml.text("ETag", http::quoted_etag(stored.etag));
  for (auto const& [algorithm, base64] : stored.checksums) {
    xml.text("Checksum" + checksum_name(algorithm), base64);
    xml.text("ChecksumType", "FULL_OBJECT");
  }
  auto response = xml_response(std::move(xml));
  add_version(response.headers, stored);
  if (!source.version_id.empty() && source.version_id != "null") {
    response.headers.add("x-amz-copy-source-version-id", source.version_id);
  }
  response.headers.add("x-amz-server-side-encryption", "AES256");
  return response;
}

}  // namespace

Outcome<http::Response> copy_object(Call const& call) {
  if (call.header("x-amz-copy-source-range")) {
    return refuse(Errc::unsupported, "NotImplemented",
                  "CopyObject copies whole objects: x-amz-copy-source-range is for parts.");
  }
  auto reader = open_copy_source(call);
  if (!reader) return refuse(std::move(reader.error()));
  objects::ObjectInfo const source = (*reader)->info();
  if (auto const limit = call.upload_limit(); limit && source.size_bytes > *limit) {
    return refuse(Errc::too_large, "EntityTooLarge",
                  "The source has " + std::to_string(source.size_bytes) + " bytes; at most " +
                      std::to_string(*limit) + " are taken here.");
  }
  auto options = put_options(call, source);
  if (!options) return refuse(std::move(options.error()));
  auto upload = call.stores.objects.put(call.address.bucket, call.address.key, *std::move(options));
  if (!upload) return refuse(std::move(upload.error()));
  if (auto done = copy_bytes(**reader, **upload); !done) return refuse(std::move(done.error()));
  auto const stored = (*upload)->commit();
  if (!stored) return refuse(stored.error());
  return copied(source, *stored);
}

}  // namespace helio::aws::s3
