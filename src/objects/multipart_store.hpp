// MultipartStore: large objects that come in parts, each an upload of its own.
//
// Purpose    part by part, in any order and side by side, then complete() makes one object of those
//            it names; a part uploaded twice counts as the last time.
// Durability as ObjectStore: an acknowledged part survives, and complete() records the version and
//            its event in one transaction. Until then the object does not exist.
// Errors     as ObjectStore, and not_found "NoSuchUpload"; invalid_argument "InvalidPart" (not
//            uploaded, or another ETag), "InvalidPartOrder", "EntityTooSmall" (a part but the last
//            below 5 MiB).
// Threads    callable from any; calls block on disk.
// Contract   tests/contract/multipart_store_contract.hpp must pass for every implementation.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "objects/object_store.hpp"

namespace helio::objects {

constexpr int kPartNumberMax = 10'000;
constexpr std::uint64_t kPartBytesMin = 5ULL << 20U;  // of every part but the last

struct MultipartOptions {
  std::string content_type = "binary/octet-stream";
  Metadata system_metadata, user_metadata, tags;
  ObjectLock lock;
  // The checksum that the object will have, if any: see PutOptions::checksums. It is computed of
  // every part. Of the whole object (CRCs only; always for "crc64nvme"), or of the parts' own.
  std::string checksum_algorithm;
  bool checksum_of_whole = false;
};

struct UploadId {
  std::string bucket, key, upload_id;
};

struct MultipartUpload {
  UploadId id;
  Timestamp initiated_at;
  MultipartOptions options;
};

struct PartOptions {
  std::optional<std::uint64_t> size_bytes;
  std::optional<std::string> content_md5;  // base64
  Metadata checksums;                      // as PutOptions
};

struct PartInfo {
  int number = 0;  // 1..kPartNumberMax
  std::uint64_t size_bytes = 0;
  std::string etag;
  Timestamp last_modified;
  Metadata checksums;
};

// One part under way. Destroyed without commit(): nothing of it stays.
class PartUpload {
 public:
  virtual ~PartUpload() = default;
  [[nodiscard]] virtual Result<void> write(BytesView piece) = 0;
  [[nodiscard]] virtual Result<void> expect(std::string_view algorithm,
                                            std::string_view base64) = 0;
  [[nodiscard]] virtual Result<PartInfo> commit() = 0;
};

// A part as complete() is asked for it; checksums given are compared.
struct CompletedPart {
  int number = 0;
  std::string etag;
  Metadata checksums = {};
};

struct CompleteOptions {
  std::optional<std::string> if_match, if_none_match;
  std::optional<std::string> checksum;  // expected of the object, as ObjectInfo shows it
  Origin origin{.reason = "CompleteMultipartUpload"};
};

struct PartListing {
  std::vector<PartInfo> parts;  // by number
  bool truncated = false;
  int next_after = 0;
};

struct UploadListOptions {
  std::string prefix, delimiter = {};
  std::string after_key = {}, after_upload_id = {};  // uploads after this one
  int uploads_max = 1000;  // 0..1000: uploads and common prefixes together
};

struct UploadListing {
  std::vector<MultipartUpload> uploads = {};  // by key, then by age
  std::vector<std::string> common_prefixes = {};
  bool truncated = false;
  std::string next_key = {}, next_upload_id = {};  // where the next page begins
};

class MultipartStore {
 public:
  virtual ~MultipartStore() = default;
  [[nodiscard]] virtual Result<MultipartUpload> create(std::string_view bucket,
                                                       std::string_view key,
                                                       MultipartOptions options) = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<PartUpload>> upload_part(UploadId const& id,
                                                                        int number,
                                                                        PartOptions options) = 0;
  // Again, while its object is the key's latest: that object, as who lost the answer asks once
  // more.
  [[nodiscard]] virtual Result<ObjectInfo> complete(UploadId const& id,
                                                    std::vector<CompletedPart> const& parts,
                                                    CompleteOptions const& options) = 0;
  // Its parts are gone. Errors: "NoSuchUpload".
  [[nodiscard]] virtual Result<void> abort(UploadId const& id) = 0;
  // Parts with numbers after `after`, at most `parts_max` (0..1000).
  [[nodiscard]] virtual Result<PartListing> list_parts(UploadId const& id, int after,
                                                       int parts_max) = 0;
  [[nodiscard]] virtual Result<UploadListing> list_uploads(std::string_view bucket,
                                                           UploadListOptions const& options) = 0;
};

}  // namespace helio::objects
