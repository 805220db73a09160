// ObjectStore: buckets and versioned objects, the semantics of Amazon S3 without its wire.
//
// Purpose    where pictures live: the local file store, and S3 itself, stand behind this port.
// Durability what put(), complete() and remove() acknowledged survives kill -9 and power loss, with
//            the event it publishes: an Object Created event is recorded in the same transaction.
// Errors     AWS's names: not_found "NoSuchBucket", "NoSuchKey", "NoSuchVersion"; conflict
//            "BucketAlreadyOwnedByYou", "BucketNotEmpty", "PreconditionFailed"; invalid_argument
//            "InvalidBucketName", "InvalidRange" (416), "InvalidDigest", "BadDigest",
//            "KeyTooLongError", "MetadataTooLarge", "IncompleteBody", "InvalidArgument"; too_large
//            "EntityTooLarge"; exhausted "SlowDown", "DiskFull"; corrupt "InternalError" (a body
//            that fails its authentication tag).
// Threads    callable from any; calls block on disk. An Upload or a reader is used by one thread at
//            a time, and must not outlive its store.
// Contract   tests/contract/object_store_contract.hpp must pass for every implementation.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "objects/byte_range.hpp"
#include "objects/object_info.hpp"

namespace helio::objects {

struct PutOptions {
  std::string content_type = "binary/octet-stream";
  Metadata system_metadata, user_metadata;
  // When known: refused early where the disk is too full, and late where other than this came.
  std::optional<std::uint64_t> size_bytes;
  std::optional<std::string> content_md5;  // base64
  // Checksums to compute and keep, with the base64 expected: "sha256", "sha1", "crc32", "crc32c",
  // "crc64nvme". An empty text is compared with nothing: expect() may still say it.
  Metadata checksums;
  Metadata tags;
  ObjectLock lock;
  std::optional<std::string> if_match, if_none_match;  // "*" or ETags, as their headers
  Origin origin;
};

// One upload under way. Destroyed without commit(): nothing of it stays.
class Upload {
 public:
  virtual ~Upload() = default;
  [[nodiscard]] virtual Result<void> write(BytesView piece) = 0;
  // A checksum that came after the body (a trailer); `algorithm` is one of PutOptions::checksums.
  [[nodiscard]] virtual Result<void> expect(std::string_view algorithm,
                                            std::string_view base64) = 0;
  // Checks digests, makes it durable and visible, publishes the event. Once only.
  [[nodiscard]] virtual Result<ObjectInfo> commit() = 0;
};

// One object's bytes, of the version that was there when it was opened, even if that is deleted
// meanwhile. No byte is given out that is not authenticated.
class ObjectReader {
 public:
  virtual ~ObjectReader() = default;
  [[nodiscard]] virtual ObjectInfo const& info() const noexcept = 0;
  // What read() gives, in all: of the whole object, or what was asked for of it.
  [[nodiscard]] virtual ByteRange range() const noexcept = 0;
  [[nodiscard]] virtual Result<std::size_t> read(std::span<std::byte> into) = 0;  // 0: the end
};

struct ListOptions {
  std::string prefix, delimiter;
  std::string after;    // keys greater than this, and common prefixes other than this
  int keys_max = 1000;  // 0..1000: objects and common prefixes together
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
  // A delete marker asked for by its version is an info; as the latest it is "NoSuchKey".
  [[nodiscard]] virtual Result<ObjectInfo> head(ObjectId const& id) = 0;
  // With a version: that version is gone for good. Without, in a versioned bucket: a delete marker,
  // whose info is returned. A key or version that is not there is no error: an info without ETag.
  [[nodiscard]] virtual Result<ObjectInfo> remove(ObjectId const& id, Origin const& origin) = 0;
  // Latest versions that are no delete markers, by the bytes of their keys.
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
  // Never back to `never`.
  [[nodiscard]] virtual Result<void> set_versioning(std::string_view name,
                                                    Versioning versioning) = 0;
  // What is configured of a bucket, a text by name ("cors"); none: it is not. The bucket's deletion
  // ends it. None as the text removes it.
  [[nodiscard]] virtual Result<std::optional<std::string>> setting(std::string_view bucket,
                                                                   std::string_view name) = 0;
  [[nodiscard]] virtual Result<void> set_setting(std::string_view bucket, std::string_view name,
                                                 std::optional<std::string> const& text) = 0;
};

// Reads a whole object. Errors: as get(); too_large "EntityTooLarge".
[[nodiscard]] Result<Bytes> read_object(ObjectStore& store, ObjectId const& id,
                                        std::uint64_t bytes_max);

}  // namespace helio::objects
