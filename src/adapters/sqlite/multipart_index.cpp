// The multipart half of ObjectIndex.
#include <algorithm>
#include <map>

#include "adapters/sqlite/metadata_text.hpp"
#include "adapters/sqlite/object_index.hpp"
#include "adapters/sqlite/query.hpp"
#include "base/encoding.hpp"
#include "objects/assembly.hpp"
#include "objects/intake.hpp"
#include "objects/store_errors.hpp"
#include "objects/upload_listing.hpp"

namespace helio::sqlite {

using objects::Changed;
using objects::MultipartUpload;
using objects::PartInfo;
using objects::UploadId;

namespace {

constexpr int kPageMax = 1000;

constexpr std::string_view kUploadColumns =
    "upload_id, bucket, key, initiated_at, content_type, metadata, checksum_algorithm, "
    "checksum_of_whole";

MultipartUpload read_upload(Statement const& row) {
  MultipartUpload upload{
      {std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(0))},
      to_time(row.integer(3)),
      {}};
  upload.options.content_type = row.text(4);
  std::string_view metadata = text_of(row.blob(5));
  upload.options.system_metadata = take_metadata(metadata);
  upload.options.user_metadata = take_metadata(metadata);
  upload.options.tags = take_metadata(metadata);
  upload.options.lock = take_lock(metadata);
  upload.options.checksum_algorithm = row.text(6);
  upload.options.checksum_of_whole = row.integer(7) != 0;
  return upload;
}

Result<MultipartUpload> find_upload(Connection& connection, UploadId const& id) {
  static std::string const sql = "SELECT " + std::string(kUploadColumns) +
                                 " FROM multipart_upload WHERE upload_id = ? AND bucket = ? "
                                 "AND key = ?";
  std::optional<MultipartUpload> found;
  auto const read = each(
      connection, sql, [&](Statement const& row) { found = read_upload(row); }, id.upload_id,
      id.bucket, id.key);
  if (!read) return tl::unexpected<Error>(read.error());
  if (!found) return objects::no_such_upload();
  return std::move(*found);
}

std::string const& uploads_sql() {
  static std::string const sql = "SELECT " + std::string(kUploadColumns) +
                                 " FROM multipart_upload WHERE bucket = ? "
                                 "AND (key, upload_id) > (?, ?) ORDER BY key, upload_id";
  return sql;
}

class OldestCursor final : public objects::UploadCursor {
 public:
  OldestCursor(Statement& rows, std::string_view bucket) : rows_(rows), bucket_(bucket) {}

  Result<void> seek(std::string_view least) override {
    return seek_after(least, "");  // an upload has an id
  }
  Result<void> seek_after(std::string_view key, std::string_view upload_id) override {
    rows_.reset();
    rows_.bind(1, bucket_).bind(2, key).bind(3, upload_id);
    return {};
  }
  Result<std::optional<MultipartUpload>> next() override {
    auto row = rows_.step();
    if (!row) return fail(row);
    if (!*row) return std::optional<MultipartUpload>();
    return std::optional(read_upload(rows_));
  }

 private:
  Statement& rows_;
  std::string_view bucket_;
};

struct StoredPart {
  PartInfo info;
  std::string body_id;
};

Result<std::vector<StoredPart>> read_parts(Connection& connection, std::string_view upload_id,
                                           int after, int parts_max) {
  std::vector<StoredPart> parts;
  auto const read = each(
      connection,
      "SELECT number, size_bytes, etag, last_modified, checksums, body_id FROM multipart_part "
      "WHERE upload_id = ? AND number > ? ORDER BY number LIMIT ?",
      [&](Statement const& row) {
        std::string_view checksums = text_of(row.blob(4));
        parts.push_back(
            {{static_cast<int>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)),
              std::string(row.text(2)), to_time(row.integer(3)), take_metadata(checksums)},
             std::string(row.text(5))});
      },
      upload_id, after, parts_max);
  if (!read) return tl::unexpected<Error>(read.error());
  return parts;
}

// The upload and its parts are gone; the bodies of those parts that still are nobody's, too.
Result<void> drop_upload(Connection& connection, std::string_view upload_id,
                         std::vector<std::string>& released) {
  auto done = each(
      connection,
      "DELETE FROM body WHERE sequence IS NULL AND body_id IN "
      "(SELECT body_id FROM multipart_part WHERE upload_id = ?) RETURNING body_id",
      [&](Statement const& row) { released.emplace_back(row.text(0)); }, upload_id);
  if (!done) return done;
  done = run(connection, "DELETE FROM multipart_part WHERE upload_id = ?", upload_id);
  if (!done) return done;
  return run(connection, "DELETE FROM multipart_upload WHERE upload_id = ?", upload_id);
}

Result<Changed> complete(Connection& connection, RecordChange const& record,
                         objects::Completion const& completion) {
  auto const& id = completion.id;
  auto const upload = find_upload(connection, id);
  if (!upload) {
    auto latest = ObjectRows(connection).find({id.bucket, id.key, {}});
    if (!latest) return fail(latest);
    bool const again = *latest && (*latest)->object.upload_id == id.upload_id;
    if (again) return Changed{std::move((*latest)->object), {}};
    return tl::unexpected<Error>(upload.error());
  }
  auto const stored = read_parts(connection, completion.id.upload_id, 0, objects::kPartNumberMax);
  if (!stored) return tl::unexpected<Error>(stored.error());
  std::vector<PartInfo> infos;
  std::map<int, StoredPart const*> by_number;
  for (auto const& part : *stored) {
    infos.push_back(part.info);
    by_number[part.info.number] = &part;
  }
  auto assembly = objects::assemble(upload->options, infos, completion.parts, completion.options);
  if (!assembly) return fail(assembly);
  auto added = ObjectRows(connection, &record)
                   .add(completed_object(*upload, completion, assembly->size_bytes,
                                         std::move(assembly->etag), std::move(assembly->checksums)),
                        {completion.options.if_match, completion.options.if_none_match},
                        completion.options.origin);
  if (!added) return fail(added);
  int position = 0;
  for (auto const& part : completion.parts) {
    StoredPart const& used = *by_number.at(part.number);
    std::string checksums;
    append_metadata(checksums, used.info.checksums);
    auto const moved = run(
        connection, "UPDATE body SET sequence = ?, position = ?, checksums = ? WHERE body_id = ?",
        added->sequence, position++, bytes_of(checksums), used.body_id);
    if (!moved) return tl::unexpected<Error>(moved.error());
  }
  auto const dropped = drop_upload(connection, completion.id.upload_id, added->changed.released);
  if (!dropped) return tl::unexpected<Error>(dropped.error());
  return std::move(added->changed);
}

}  // namespace

Result<void> ObjectIndex::add_upload(MultipartUpload const& upload) {
  std::string metadata;
  append_metadata(metadata, upload.options.system_metadata);
  append_metadata(metadata, upload.options.user_metadata);
  append_metadata(metadata, upload.options.tags);
  append_lock(metadata, upload.options.lock);
  return database_.write([&](Connection& connection) -> Result<void> {
    auto const known = ObjectRows(connection).bucket(upload.id.bucket);
    if (!known) return tl::unexpected<Error>(known.error());
    return run(connection, "INSERT INTO multipart_upload VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
               upload.id.upload_id, upload.id.bucket, upload.id.key, to_column(upload.initiated_at),
               upload.options.content_type, bytes_of(metadata), upload.options.checksum_algorithm,
               upload.options.checksum_of_whole ? 1 : 0);
  });
}

Result<MultipartUpload> ObjectIndex::upload(UploadId const& id) {
  return database_.read([&](Connection& connection) { return find_upload(connection, id); });
}

Result<std::vector<std::string>> ObjectIndex::add_part(UploadId const& id, PartInfo const& part,
                                                       objects::Body const& body) {
  std::string checksums;
  append_metadata(checksums, part.checksums);
  return database_.write_value([&](Connection& connection) -> Result<std::vector<std::string>> {
    auto const known = find_upload(connection, id);
    if (!known) return tl::unexpected<Error>(known.error());
    std::vector<std::string> released;
    auto done = each(
        connection,
        "DELETE FROM body WHERE body_id = (SELECT body_id FROM multipart_part "
        "WHERE upload_id = ? AND number = ?) RETURNING body_id",
        [&](Statement const& row) { released.emplace_back(row.text(0)); }, id.upload_id,
        part.number);
    if (!done) return tl::unexpected<Error>(done.error());
    done = ObjectRows(connection).add_body(body, std::nullopt);
    if (!done) return tl::unexpected<Error>(done.error());
    done = run(connection, "INSERT OR REPLACE INTO multipart_part VALUES (?, ?, ?, ?, ?, ?, ?)",
               id.upload_id, part.number, static_cast<std::int64_t>(part.size_bytes), part.etag,
               to_column(part.last_modified), bytes_of(checksums), body.id);
    if (!done) return tl::unexpected<Error>(done.error());
    return released;
  });
}

Result<Changed> ObjectIndex::complete_upload(objects::Completion const& completion) {
  return database_.write_value(
      [&](Connection& connection) { return complete(connection, record_, completion); });
}

Result<std::vector<std::string>> ObjectIndex::abort_upload(UploadId const& id) {
  return database_.write_value([&](Connection& connection) -> Result<std::vector<std::string>> {
    auto const known = find_upload(connection, id);
    if (!known) return tl::unexpected<Error>(known.error());
    std::vector<std::string> released;
    auto const dropped = drop_upload(connection, id.upload_id, released);
    if (!dropped) return tl::unexpected<Error>(dropped.error());
    return released;
  });
}

Result<objects::PartListing> ObjectIndex::parts(UploadId const& id, int after, int parts_max) {
  int const most = std::clamp(parts_max, 0, kPageMax);
  return database_.read([&](Connection& connection) -> Result<objects::PartListing> {
    auto const known = find_upload(connection, id);
    if (!known) return tl::unexpected<Error>(known.error());
    objects::PartListing listing;
    if (most == 0) return listing;
    auto stored = read_parts(connection, id.upload_id, after, most + 1);
    if (!stored) return fail(stored);
    listing.truncated = stored->size() > static_cast<std::size_t>(most);
    if (listing.truncated) stored->pop_back();
    for (auto& part : *stored) listing.parts.push_back(std::move(part.info));
    if (!listing.parts.empty()) listing.next_after = listing.parts.back().number;
    return listing;
  });
}

Result<objects::UploadListing> ObjectIndex::uploads(std::string_view bucket,
                                                    objects::UploadListOptions const& options) {
  return database_.read([&](Connection& connection) -> Result<objects::UploadListing> {
    auto const known = ObjectRows(connection).bucket(bucket);
    if (!known) return tl::unexpected<Error>(known.error());
    auto rows = connection.prepare(uploads_sql());
    if (!rows) return fail(rows);
    OldestCursor cursor(*rows, bucket);
    return objects::list_uploads(cursor, options);
  });
}

Result<std::vector<UploadId>> ObjectIndex::uploads_before(Timestamp time, int uploads_max) {
  return database_.read([&](Connection& connection) -> Result<std::vector<UploadId>> {
    std::vector<UploadId> found;
    auto const read = each(
        connection,
        "SELECT bucket, key, upload_id FROM multipart_upload WHERE initiated_at < ? "
        "ORDER BY initiated_at LIMIT ?",
        [&](Statement const& row) {
          found.push_back(
              {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
        },
        to_column(time), uploads_max);
    if (!read) return tl::unexpected<Error>(read.error());
    return found;
  });
}

}  // namespace helio::sqlite
