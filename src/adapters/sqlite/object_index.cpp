#include "adapters/sqlite/object_index.hpp"

#include <array>

#include "adapters/sqlite/query.hpp"
#include "objects/key_listing.hpp"

namespace helio::sqlite {
namespace {

// AUTOINCREMENT: a sequence is never given twice, even after the last version was removed. Ids of
// bodies are time-ordered, so that inserts touch the end of their tables.
constexpr std::string_view kTables = R"(
CREATE TABLE bucket (
  name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, versioned INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE object_version (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
  listed INTEGER NOT NULL, delete_marker INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL, etag TEXT NOT NULL, last_modified INTEGER NOT NULL,
  content_type TEXT NOT NULL, metadata BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX object_version_id ON object_version (bucket, key, version_id);
CREATE INDEX object_version_key ON object_version (bucket, key);
CREATE UNIQUE INDEX object_version_listed ON object_version (bucket, key) WHERE listed = 1;
CREATE TABLE body (
  body_id TEXT PRIMARY KEY, sequence INTEGER, position INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL, master_key_id TEXT NOT NULL, wrapped_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX body_sequence ON body (sequence, position) WHERE sequence IS NOT NULL;
CREATE INDEX body_master_key ON body (master_key_id);
CREATE TABLE multipart_upload (
  upload_id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL,
  initiated_at INTEGER NOT NULL, content_type TEXT NOT NULL, metadata BLOB NOT NULL,
  checksum_algorithm TEXT NOT NULL, checksum_of_whole INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX multipart_upload_key ON multipart_upload (bucket, key, upload_id);
CREATE INDEX multipart_upload_time ON multipart_upload (initiated_at);
CREATE TABLE multipart_part (
  upload_id TEXT NOT NULL, number INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL, last_modified INTEGER NOT NULL, checksums BLOB NOT NULL,
  body_id TEXT NOT NULL, PRIMARY KEY (upload_id, number)
) STRICT, WITHOUT ROWID;
)";

// Versions by key and newest first, what is configured of buckets, checksums of parts.
constexpr std::string_view kVersionsAndSettings = R"(
DROP INDEX object_version_key;
CREATE INDEX object_version_newest ON object_version (bucket, key, sequence DESC);
CREATE TABLE bucket_setting (
  bucket TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (bucket, name)
) STRICT, WITHOUT ROWID;
ALTER TABLE body ADD COLUMN checksums BLOB NOT NULL DEFAULT x'';
)";

class ListedCursor final : public objects::KeyCursor {
 public:
  ListedCursor(Statement& rows, std::string_view bucket) : rows_(rows), bucket_(bucket) {}
  Result<void> seek(std::string_view least) override {
    rows_.reset();
    rows_.bind(1, bucket_).bind(2, least);
    return {};
  }
  Result<std::optional<objects::ObjectInfo>> next() override {
    auto row = rows_.step();
    if (!row) return fail(row);
    if (!*row) return std::optional<objects::ObjectInfo>();
    return read_version(rows_).object;
  }

 private:
  Statement& rows_;
  std::string_view bucket_;
};

std::string const& listed_sql() {
  static std::string const sql = "SELECT " + std::string(kVersionColumns) +
                                 " FROM object_version INDEXED BY object_version_listed "
                                 "WHERE bucket = ? AND key >= ? AND listed = 1 ORDER BY key";
  return sql;
}

}  // namespace

Result<std::unique_ptr<ObjectIndex>> ObjectIndex::open(Database& database, Clock const& clock,
                                                       RecordChange record) {
  std::array<std::string_view, 2> const steps = {kTables, kVersionsAndSettings};
  auto const ready = database.migrate("objects", steps);
  if (!ready) return tl::unexpected<Error>(ready.error());
  return std::unique_ptr<ObjectIndex>(new ObjectIndex(database, clock, std::move(record)));
}

Result<objects::Changed> ObjectIndex::add(objects::NewVersion const& version) {
  return database_.write_value([&](Connection& connection) -> Result<objects::Changed> {
    ObjectRows rows(connection, &record_);
    auto added = rows.add(version.object, version.conditions, version.origin);
    if (!added) return fail(added);
    auto const kept = rows.add_body(version.body, added->sequence);
    if (!kept) return tl::unexpected<Error>(kept.error());
    return std::move(added->changed);
  });
}

Result<objects::Changed> ObjectIndex::remove_object(objects::Removal const& removal) {
  return database_.write_value(
      [&](Connection& connection) { return ObjectRows(connection, &record_).remove(removal); });
}

Result<objects::ObjectInfo> ObjectIndex::info(objects::ObjectId const& id) {
  return database_.read([&](Connection& connection) -> Result<objects::ObjectInfo> {
    auto version = ObjectRows(connection).get(id);
    if (!version) return fail(version);
    return std::move(version->object);
  });
}

Result<objects::Located> ObjectIndex::locate(objects::ObjectId const& id) {
  return database_.read([&](Connection& connection) -> Result<objects::Located> {
    ObjectRows rows(connection);
    auto version = rows.get(id);
    if (!version) return fail(version);
    auto bodies = rows.bodies(version->sequence);
    if (!bodies) return fail(bodies);
    return objects::Located{std::move(version->object), std::move(*bodies)};
  });
}

Result<objects::Listing> ObjectIndex::list_objects(std::string_view bucket,
                                                   objects::ListOptions const& options) {
  return database_.read([&](Connection& connection) -> Result<objects::Listing> {
    auto const known = ObjectRows(connection).bucket(bucket);
    if (!known) return tl::unexpected<Error>(known.error());
    auto rows = connection.prepare(listed_sql());
    if (!rows) return fail(rows);
    ListedCursor cursor(*rows, bucket);
    return objects::list_keys(cursor, options);
  });
}

Result<std::vector<std::string>> ObjectIndex::unknown(std::span<std::string const> body_ids) {
  return database_.read([&](Connection& connection) -> Result<std::vector<std::string>> {
    std::vector<std::string> missing;
    for (auto const& id : body_ids) {
      bool known = false;
      auto const read = each(
          connection, "SELECT 1 FROM body WHERE body_id = ?",
          [&](Statement const&) { known = true; }, id);
      if (!read) return tl::unexpected<Error>(read.error());
      if (!known) missing.push_back(id);
    }
    return missing;
  });
}

Result<std::vector<objects::Body>> ObjectIndex::not_sealed_by(std::string_view master_key_id,
                                                              int bodies_max) {
  return database_.read([&](Connection& connection) -> Result<std::vector<objects::Body>> {
    std::vector<objects::Body> bodies;
    // Two ranges instead of <>, so that the index on master_key_id is used.
    auto const read = each(
        connection,
        "SELECT body_id, size_bytes, master_key_id, wrapped_key, checksums FROM body "
        "WHERE master_key_id < ?1 UNION ALL "
        "SELECT body_id, size_bytes, master_key_id, wrapped_key, checksums FROM body "
        "WHERE master_key_id > ?1 LIMIT ?2",
        [&](Statement const& row) { bodies.push_back(read_body(row)); }, master_key_id, bodies_max);
    if (!read) return tl::unexpected<Error>(read.error());
    return bodies;
  });
}

Result<void> ObjectIndex::reseal(std::span<objects::ResealedKey const> keys) {
  return database_.write([&](Connection& connection) -> Result<void> {
    for (auto const& key : keys) {
      auto const done = run(connection,
                            "UPDATE body SET master_key_id = ?, wrapped_key = ? "
                            "WHERE body_id = ? AND master_key_id = ?",
                            key.key.master_key_id, BytesView(key.key.wrapped), key.body_id,
                            key.before_master_key_id);
      if (!done) return done;
    }
    return {};
  });
}

}  // namespace helio::sqlite
