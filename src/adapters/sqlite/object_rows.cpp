#include "adapters/sqlite/object_rows.hpp"

#include "adapters/sqlite/metadata_text.hpp"
#include "adapters/sqlite/query.hpp"
#include "base/encoding.hpp"
#include "objects/object_lock.hpp"
#include "objects/store_errors.hpp"
#include "objects/version_id.hpp"

namespace helio::sqlite {

using objects::Body;
using objects::Changed;
using objects::ObjectChange;
using objects::ObjectInfo;

namespace {

std::string const& version_sql() {
  static std::string const sql = "SELECT " + std::string(kVersionColumns) +
                                 " FROM object_version WHERE bucket = ? AND key = ? AND "
                                 "version_id = ?";
  return sql;
}

std::string const& latest_sql() {
  static std::string const sql = "SELECT " + std::string(kVersionColumns) +
                                 " FROM object_version WHERE bucket = ? AND key = ? "
                                 "ORDER BY sequence DESC LIMIT 1";
  return sql;
}

}  // namespace

StoredVersion read_version(Statement const& row) {
  StoredVersion version{row.integer(0), {}};
  auto& object = version.object;
  object.bucket = row.text(1);
  object.key = row.text(2);
  object.version_id = row.text(3);
  object.sequencer = objects::sequencer_of(static_cast<std::uint64_t>(version.sequence));
  object.delete_marker = row.integer(4) != 0;
  object.size_bytes = static_cast<std::uint64_t>(row.integer(5));
  object.etag = row.text(6);
  object.last_modified = to_time(row.integer(7));
  object.content_type = row.text(8);
  std::string_view metadata = text_of(row.blob(9));
  object.system_metadata = take_metadata(metadata);
  object.user_metadata = take_metadata(metadata);
  object.checksums = take_metadata(metadata);
  object.tags = take_metadata(metadata);
  object.lock = take_lock(metadata);
  auto const made_by = take_metadata(metadata);
  if (auto const id = made_by.find("upload_id"); id != made_by.end()) object.upload_id = id->second;
  return version;
}

std::string metadata_column(ObjectInfo const& object) {
  std::string text;
  append_metadata(text, object.system_metadata);
  append_metadata(text, object.user_metadata);
  append_metadata(text, object.checksums);
  append_metadata(text, object.tags);
  append_lock(text, object.lock);
  objects::Metadata made_by;
  if (!object.upload_id.empty()) made_by["upload_id"] = object.upload_id;
  append_metadata(text, made_by);
  return text;
}

Body read_body(Statement const& row) {
  auto const wrapped = row.blob(3);
  std::string_view checksums = text_of(row.blob(4));
  return {std::string(row.text(0)),
          static_cast<std::uint64_t>(row.integer(1)),
          {std::string(row.text(2)), {wrapped.begin(), wrapped.end()}},
          take_metadata(checksums)};
}

Result<objects::Bucket> ObjectRows::bucket(std::string_view name) {
  std::optional<objects::Bucket> found;
  auto const read = each(
      connection_, "SELECT created_at, versioned FROM bucket WHERE name = ?",
      [&](Statement const& row) {
        found = {std::string(name), to_time(row.integer(0)),
                 static_cast<objects::Versioning>(row.integer(1))};
      },
      name);
  if (!read) return tl::unexpected<Error>(read.error());
  if (!found) return objects::no_such_bucket(name);
  return *found;
}

Result<std::optional<StoredVersion>> ObjectRows::find(objects::ObjectId const& id) {
  std::optional<StoredVersion> found;
  auto const take = [&](Statement const& row) { found = read_version(row); };
  auto const read = id.version_id
                        ? each(connection_, version_sql(), take, id.bucket, id.key, *id.version_id)
                        : each(connection_, latest_sql(), take, id.bucket, id.key);
  if (!read) return tl::unexpected<Error>(read.error());
  return found;
}

Result<StoredVersion> ObjectRows::get(objects::ObjectId const& id) {
  auto found = find(id);
  if (!found) return fail(found);
  if (*found && (id.version_id || !(*found)->object.delete_marker)) return std::move(**found);
  if (auto const known = bucket(id.bucket); !known) return tl::unexpected<Error>(known.error());
  return objects::no_such_object(id);
}

Result<std::vector<Body>> ObjectRows::bodies(std::int64_t sequence, int first, int bodies_max) {
  std::vector<Body> all;
  auto const read = each(
      connection_,
      "SELECT body_id, size_bytes, master_key_id, wrapped_key, checksums FROM body "
      "WHERE sequence = ? AND position >= ? ORDER BY position LIMIT ?",
      [&](Statement const& row) { all.push_back(read_body(row)); }, sequence, first, bodies_max);
  if (!read) return tl::unexpected<Error>(read.error());
  return all;
}

Result<std::optional<std::string>> ObjectRows::setting(std::string_view bucket,
                                                       std::string_view name) {
  std::optional<std::string> text;
  auto const read = each(
      connection_, "SELECT text FROM bucket_setting WHERE bucket = ? AND name = ?",
      [&](Statement const& row) { text = row.text(0); }, bucket, name);
  if (!read) return tl::unexpected<Error>(read.error());
  return text;
}

Result<void> ObjectRows::record(ObjectChange::Kind kind, ObjectInfo const& object,
                                objects::Origin const& origin) {
  if (record_ == nullptr || !*record_) return {};
  return (*record_)(connection_, {kind, object, origin});
}

// The version becomes the latest of its key; the one before is listed no more.
Result<std::int64_t> ObjectRows::insert(ObjectInfo& object) {
  auto const unlisted = run(connection_,
                            "UPDATE object_version SET listed = 0 "
                            "WHERE bucket = ? AND key = ? AND listed = 1",
                            object.bucket, object.key);
  if (!unlisted) return tl::unexpected<Error>(unlisted.error());
  std::string const metadata = metadata_column(object);
  auto const inserted =
      run(connection_,
          "INSERT INTO object_version (bucket, key, version_id, listed, delete_marker, "
          "size_bytes, etag, last_modified, content_type, metadata) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          object.bucket, object.key, object.version_id, object.delete_marker ? 0 : 1,
          object.delete_marker ? 1 : 0, static_cast<std::int64_t>(object.size_bytes), object.etag,
          to_column(object.last_modified), object.content_type, bytes_of(metadata));
  if (!inserted) return tl::unexpected<Error>(inserted.error());
  std::int64_t const sequence = connection_.last_insert_id();
  object.sequencer = objects::sequencer_of(static_cast<std::uint64_t>(sequence));
  return sequence;
}

Result<void> ObjectRows::take_out(StoredVersion const& version,
                                  std::vector<std::string>& released) {
  auto done = each(
      connection_, "DELETE FROM body WHERE sequence = ? RETURNING body_id",
      [&](Statement const& row) { released.emplace_back(row.text(0)); }, version.sequence);
  if (!done) return done;
  done = run(connection_, "DELETE FROM object_version WHERE sequence = ?", version.sequence);
  if (!done) return done;
  auto const latest = find({version.object.bucket, version.object.key, {}});
  if (!latest) return tl::unexpected<Error>(latest.error());
  if (!*latest || (*latest)->object.delete_marker) return {};
  return run(connection_, "UPDATE object_version SET listed = 1 WHERE sequence = ? AND listed = 0",
             (*latest)->sequence);
}

Result<ObjectRows::Added> ObjectRows::add(ObjectInfo object, objects::Conditions const& conditions,
                                          objects::Origin const& origin) {
  auto const into = bucket(object.bucket);
  if (!into) return tl::unexpected<Error>(into.error());
  auto const latest = find({object.bucket, object.key, {}});
  if (!latest) return tl::unexpected<Error>(latest.error());
  bool const there = *latest && !(*latest)->object.delete_marker;
  auto const allowed = check_conditions(conditions, there ? &(*latest)->object : nullptr);
  if (!allowed) return tl::unexpected<Error>(allowed.error());
  Added added;
  if (into->versioning != objects::Versioning::enabled) {
    object.version_id = objects::kNullVersion;
    auto const replaced = find({object.bucket, object.key, object.version_id});
    if (!replaced) return tl::unexpected<Error>(replaced.error());
    if (*replaced) {
      auto const gone = take_out(**replaced, added.changed.released);
      if (!gone) return tl::unexpected<Error>(gone.error());
    }
  }
  auto const sequence = insert(object);
  if (!sequence) return tl::unexpected<Error>(sequence.error());
  added.sequence = *sequence;
  auto const recorded = record(ObjectChange::Kind::created, object, origin);
  if (!recorded) return tl::unexpected<Error>(recorded.error());
  added.changed.object = std::move(object);
  return added;
}

// One version for good, if it is there: the one named, or the null version.
Result<void> ObjectRows::remove_version(objects::Removal const& removal, Changed& changed) {
  auto const& id = removal.id;
  auto const found =
      find({id.bucket, id.key, id.version_id.value_or(std::string(objects::kNullVersion))});
  if (!found) return tl::unexpected<Error>(found.error());
  if (!*found) return {};
  auto done = objects::check_removable((*found)->object.lock, removal.conditions.bypass_governance,
                                       removal.at);
  if (!done) return done;
  changed.object = (*found)->object;
  done = take_out(**found, changed.released);
  if (!done) return done;
  return record(ObjectChange::Kind::deleted, changed.object, removal.origin);
}

Result<Changed> ObjectRows::remove(objects::Removal const& removal) {
  auto const from = bucket(removal.id.bucket);
  if (!from) return tl::unexpected<Error>(from.error());
  if (removal.conditions.any()) {
    auto const target = find(removal.id);
    if (!target) return tl::unexpected<Error>(target.error());
    auto const allowed =
        check_remove_conditions(removal.conditions, *target ? &(*target)->object : nullptr);
    if (!allowed) return tl::unexpected<Error>(allowed.error());
  }
  Changed changed;
  changed.object.bucket = removal.id.bucket;
  changed.object.key = removal.id.key;
  ObjectInfo marker{.bucket = removal.id.bucket,
                    .key = removal.id.key,
                    .version_id = removal.marker_version_id,
                    .last_modified = removal.at,
                    .delete_marker = true};
  if (removal.id.version_id || from->versioning != objects::Versioning::enabled) {
    marker.version_id = objects::kNullVersion;
    auto const gone = remove_version(removal, changed);
    if (!gone) return tl::unexpected<Error>(gone.error());
    // Where versions are suspended, a marker hides the older ones.
    if (removal.id.version_id || from->versioning == objects::Versioning::never) return changed;
  }
  auto const sequence = insert(marker);
  if (!sequence) return tl::unexpected<Error>(sequence.error());
  auto const recorded = record(ObjectChange::Kind::marked_deleted, marker, removal.origin);
  if (!recorded) return tl::unexpected<Error>(recorded.error());
  changed.object = std::move(marker);
  return changed;
}

Result<void> ObjectRows::add_body(Body const& body, std::optional<std::int64_t> sequence) {
  return run(connection_, "INSERT INTO body VALUES (?, ?, 0, ?, ?, ?, x'')", body.id, sequence,
             static_cast<std::int64_t>(body.size_bytes), body.key.master_key_id,
             BytesView(body.key.wrapped));
}

}  // namespace helio::sqlite
