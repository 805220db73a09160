// ObjectRows: the tables of buckets, versions and bodies within one transaction.
//
//   bucket          one row each; bucket_setting: what is configured of it
//   object_version  one row per version; `sequence` grows with every change, and is the sequencer.
//                   `listed` is 1 of the latest version of a key unless that is a delete marker.
//   body            one row per stored file: of a version (sequence, position), or, where those are
//                   null, of a part
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.hpp"
#include "objects/object_index.hpp"

namespace helio::sqlite {

// Records a change's event in the transaction that makes the change.
using RecordChange = std::function<Result<void>(Connection&, objects::ObjectChange const&)>;

struct StoredVersion {
  std::int64_t sequence = 0;
  objects::ObjectInfo object;
};

class ObjectRows {
 public:
  // `record` is needed by what changes, and may be null otherwise.
  explicit ObjectRows(Connection& connection, RecordChange const* record = nullptr)
      : connection_(connection), record_(record) {}

  // Errors: "NoSuchBucket".
  [[nodiscard]] Result<objects::Bucket> bucket(std::string_view name);
  // The version, or the latest, which may be a delete marker. None: there is no such.
  [[nodiscard]] Result<std::optional<StoredVersion>> find(objects::ObjectId const& id);
  // As ObjectIndex::info(): errors instead of none.
  [[nodiscard]] Result<StoredVersion> get(objects::ObjectId const& id);
  // Those at positions from `first` on, at most `bodies_max` (-1: all).
  [[nodiscard]] Result<std::vector<objects::Body>> bodies(std::int64_t sequence, int first = 0,
                                                          int bodies_max = -1);
  // None where there is no such, or no such bucket.
  [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view bucket,
                                                           std::string_view name);

  // Puts a version where the bucket's versioning says. `id`, bodies not yet.
  struct Added {
    std::int64_t sequence = 0;
    objects::Changed changed;
  };
  [[nodiscard]] Result<Added> add(objects::ObjectInfo object, objects::Conditions const& conditions,
                                  objects::Origin const& origin);
  [[nodiscard]] Result<objects::Changed> remove(objects::Removal const& removal);

  [[nodiscard]] Result<void> add_body(objects::Body const& body,
                                      std::optional<std::int64_t> sequence);

 private:
  [[nodiscard]] Result<std::int64_t> insert(objects::ObjectInfo& object);
  [[nodiscard]] Result<void> remove_version(objects::Removal const& removal,
                                            objects::Changed& changed);
  [[nodiscard]] Result<void> take_out(StoredVersion const& version,
                                      std::vector<std::string>& released);
  [[nodiscard]] Result<void> record(objects::ObjectChange::Kind kind,
                                    objects::ObjectInfo const& object,
                                    objects::Origin const& origin);

  Connection& connection_;
  RecordChange const* record_;
};

// Columns of object_version, in the order that read_version() takes them.
constexpr std::string_view kVersionColumns =
    "sequence, bucket, key, version_id, delete_marker, size_bytes, etag, last_modified, "
    "content_type, metadata";
[[nodiscard]] StoredVersion read_version(Statement const& row);

// What the column `metadata` holds of a version.
[[nodiscard]] std::string metadata_column(objects::ObjectInfo const& object);

// Columns: body_id, size_bytes, master_key_id, wrapped_key, checksums.
[[nodiscard]] objects::Body read_body(Statement const& row);

[[nodiscard]] constexpr std::int64_t to_column(Timestamp time) {
  return time.time_since_epoch().count();
}
[[nodiscard]] constexpr Timestamp to_time(std::int64_t column) {
  return Timestamp(Timestamp::duration(column));
}

}  // namespace helio::sqlite
