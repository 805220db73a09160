// Between S3's headers and what the store keeps of an object: content type, system and user
// metadata, checksums.
#pragma once

#include <string>

#include "aws/s3/call.hpp"
#include "http/handler.hpp"
#include "objects/object_info.hpp"

namespace helio::aws::s3 {

struct ObjectMetadata {
  std::string content_type;
  objects::Metadata system, user;
};
// "aws-chunked" is no encoding of the object, and is left out.
[[nodiscard]] ObjectMetadata metadata_of(Call const& call);

// The checksums that the request gives or announces as trailers (those with an empty value).
// Errors: invalid_argument "InvalidRequest" (several), unsupported "NotImplemented" (unknown).
[[nodiscard]] Result<objects::Metadata> checksums_of(Call const& call);

// How many parts a multipart upload made the object of; 0: it was put whole.
[[nodiscard]] int parts_count(objects::ObjectInfo const& info);

// ETag, Last-Modified, Content-Type, metadata, version, lock, number of tags; and checksums where
// `checksums`.
void add_object_headers(http::Headers& headers, objects::ObjectInfo const& info, bool checksums);
// x-amz-version-id, of a bucket that has versions.
void add_version(http::Headers& headers, objects::ObjectInfo const& info);
// x-amz-checksum-… of what was just stored.
void add_checksums(http::Headers& headers, objects::Metadata const& checksums);

// "crc32" -> "CRC32": how documents and x-amz-checksum-algorithm name it; "ChecksumCRC32" besides.
[[nodiscard]] std::string checksum_name(std::string_view algorithm);
// The other way; empty for what is no algorithm of ours.
[[nodiscard]] std::string checksum_algorithm(std::string_view name);
// That of x-amz-checksum-algorithm; empty: none is asked for. Errors: "InvalidRequest".
[[nodiscard]] Result<std::string> asked_checksum(Call const& call);

}  // namespace helio::aws::s3
