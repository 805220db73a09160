// Intake: what every store checks before it takes a body, and what it knows of it afterwards.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "objects/digests.hpp"
#include "objects/object_index.hpp"

namespace helio::objects {

// A put before its body: what will be written down of it, and the checks that its bytes go through.
struct Intake {
  NewVersion version;
  ContentCheck check;
};

// Errors: as ObjectStore::put(), but for the bucket's existence.
[[nodiscard]] Result<Intake> begin_put(std::string_view bucket, std::string_view key,
                                       PutOptions options);

// The upload without id and time. Errors: as MultipartStore::create(), likewise.
[[nodiscard]] Result<MultipartUpload> begin_multipart(std::string_view bucket, std::string_view key,
                                                      MultipartOptions options);

[[nodiscard]] Result<ContentCheck> begin_part(MultipartOptions const& upload, PartOptions options);

// Deleting what is not there makes a delete marker, which listings show: a key that could not be
// put has none. Errors: as check_key(), unless a version is named.
[[nodiscard]] Result<void> check_removal(ObjectId const& id);

// "MethodNotAllowed" where the version asked for is a delete marker.
[[nodiscard]] Result<ByteRange> range_to_read(ObjectInfo const& object,
                                              std::optional<RangeRequest> const& range);

// The object of a multipart upload, with the id and time of the version.
[[nodiscard]] ObjectInfo completed_object(MultipartUpload const& upload, Completion const& done,
                                          std::uint64_t size_bytes, std::string etag,
                                          Metadata checksums);

}  // namespace helio::objects
