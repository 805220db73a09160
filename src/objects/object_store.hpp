// ObjectStore: buckets and versioned objects, the semantics of Amazon S3 without its wire.
//
// Purpose    where pictures live: the local file store, and S3 itself, stand behind this port.
// Durability what put(), complete() and remove() acknowledged survives kill -9 and power loss, with
//            the event it publishes: an Object Created event is recorded in the same transaction.
// Errors     AWS's names: not_found "NoSuchBucket", "NoSuchKey", "NoSuchVersion"; conflict
//            "BucketAlreadyOwnedByYou", "BucketNotEmpty", "PreconditionFailed"; invalid_argument
//            "InvalidBucketName", "InvalidRange" (416), "BadDigest", "KeyTooLongError",
//            "InvalidArgument"; exhausted "SlowDown", "DiskFull"; corrupt "InternalError" (a body
//            that fails its authentication tag).
// Threads    callable from any; calls block on disk.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "base/result.hpp"

namespace helio::objects {

struct Bucket {
  std::string name;
  Timestamp created_at;
  bool versioned = false;
};

struct ObjectInfo {
  std::string bucket, key;
  std::string version_id;  // time-ordered; "null" while the bucket is not versioned
  std::string sequencer;   // grows with every change of the key; compares as text
  std::uint64_t size_bytes = 0;
  std::string etag;  // without quotes: MD5 as hex; "<md5>-<parts>" of a multipart upload
  Timestamp last_modified;
  std::string content_type = "binary/octet-stream";
  // Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires, by lower-case
  // name, as they were sent.
  std::map<std::string, std::string> system_metadata;
  std::map<std::string, std::string> user_metadata;  // lower-case names without "x-amz-meta-"
  std::map<std::string, std::string> checksums;      // "sha256" -> base64, as S3 shows it
  bool delete_marker = false;
};

struct ByteRange {
  std::uint64_t first = 0, last = 0;  // both inclusive
};

// Who asked and how, for the event.
struct Origin {
  std::string request_id, requester, source_ip;
  std::string reason = "PutObject";  // "CompleteMultipartUpload", "CopyObject", "POST Object"
};

struct PutOptions {
  std::string content_type = "binary/octet-stream";
  std::map<std::string, std::string> system_metadata, user_metadata;
  std::optional<std::uint64_t> size_bytes;  // when known: refused early where the disk is too full
  std::optional<std::string> content_md5;   // base64
  std::map<std::string, std::string> checksums;  // expected, as ObjectInfo's
  std::optional<std::string> if_match, if_none_match;
  Origin origin;
};

// One upload under way. Destroyed without commit(): nothing of it stays.
class Upload {
 public:
  virtual ~Upload() = default;
  [[nodiscard]] virtual Result<void> write(BytesView piece) = 0;
  // Checks digests, makes it durable and visible, publishes the event. Once only.
  [[nodiscard]] virtual Result<ObjectInfo> commit() = 0;
};

// One object's bytes, of the version that was there when it was opened, even if that is deleted
// meanwhile.
class ObjectReader {
 public:
  virtual ~ObjectReader() = default;
  [[nodiscard]] virtual ObjectInfo const& info() const noexcept = 0;
  // The bytes that read() will give, in all: the object's, or the range's.
  [[nodiscard]] virtual ByteRange range() const noexcept = 0;
  [[nodiscard]] virtual Result<std::size_t> read(std::span<std::byte> into) = 0;  // 0: the end
};

struct ObjectId {
  std::string bucket, key;
  std::optional<std::string> version_id;  // none: the latest
};

// "bytes=0-9", "bytes=5-", "bytes=-3" resolved against the object's size.
struct RangeRequest {
  std::optional<std::uint64_t> first, last;  // last alone: the final `last` bytes
};

struct ListOptions {
  std::string prefix, delimiter;
  std::string after;    // keys greater than this
  int keys_max = 1000;  // 0..1000
};

struct Listing {
  std::vector<ObjectInfo> objects;
  std::vector<std::string> common_prefixes;
  bool truncated = false;
  std::string next_after;  // the `after` of the next page
};

class ObjectStore {
 public:
  virtual ~ObjectStore() = default;
  [[nodiscard]] virtual Result<std::unique_ptr<Upload>> put(std::string_view bucket,
                                                            std::string_view key,
                                                            PutOptions options) = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<ObjectReader>> get(
      ObjectId const& id, std::optional<RangeRequest> range) = 0;
  [[nodiscard]] virtual Result<ObjectInfo> head(ObjectId const& id) = 0;
  // With a version: that version is gone for good. Without, in a versioned bucket: a delete marker,
  // whose info is returned. A key that is not there is no error.
  [[nodiscard]] virtual Result<ObjectInfo> remove(ObjectId const& id, Origin const& origin) = 0;
  [[nodiscard]] virtual Result<Listing> list(std::string_view bucket,
                                             ListOptions const& options) = 0;
};

class BucketStore {
 public:
  virtual ~BucketStore() = default;
  [[nodiscard]] virtual Result<void> create_bucket(std::string_view name) = 0;
  [[nodiscard]] virtual Result<void> delete_bucket(std::string_view name) = 0;
  [[nodiscard]] virtual Result<Bucket> bucket(std::string_view name) = 0;
  [[nodiscard]] virtual Result<std::vector<Bucket>> buckets() = 0;  // by name
  [[nodiscard]] virtual Result<void> set_versioned(std::string_view name, bool versioned) = 0;
};

// Reads a whole object. Errors: as get(); too_large "EntityTooLarge".
[[nodiscard]] Result<Bytes> read_object(ObjectStore& store, ObjectId const& id,
                                        std::uint64_t bytes_max);

}  // namespace helio::objects
