// What a store knows of buckets and objects: the vocabulary of the ports in this folder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/clock.hpp"

namespace helio::objects {

// The values are stored: they never change.
enum class Versioning { never = 0, enabled = 1, suspended = 2 };

struct Bucket {
  std::string name;
  Timestamp created_at;
  Versioning versioning = Versioning::never;
};

// Texts by lower-case name.
using Metadata = std::map<std::string, std::string>;

// What keeps a version from being deleted (S3 Object Lock); object_lock.hpp has its rules.
struct ObjectLock {
  enum class Mode { none, governance, compliance };
  Mode mode = Mode::none;
  Timestamp retain_until = {};  // where there is a mode
  bool legal_hold = false;
  bool operator==(ObjectLock const&) const = default;
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
  Metadata system_metadata;
  Metadata user_metadata;  // lower-case names without "x-amz-meta-"
  Metadata checksums;      // "sha256" -> base64, as S3 shows it: "…=-3" if of parts' checksums
  Metadata tags;           // names as they were sent
  ObjectLock lock;
  std::string
      upload_id;  // of the multipart upload that made it, so that a second complete() finds it
  bool delete_marker = false;
};

struct ObjectId {
  std::string bucket, key;
  std::optional<std::string> version_id;  // none: the latest
};

// Who asked and how, for the event.
struct Origin {
  std::string request_id, requester, source_ip;
  std::string reason = "PutObject";  // "CompleteMultipartUpload", "CopyObject", "DeleteObject", …
};

// One change of a key, as its event tells it; recorded in the transaction that makes it.
struct ObjectChange {
  enum class Kind { created, marked_deleted, deleted };
  Kind kind = Kind::created;
  ObjectInfo object;
  Origin origin;
};

}  // namespace helio::objects
