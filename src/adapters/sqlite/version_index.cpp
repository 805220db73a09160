// The versions of ObjectIndex: listing them, the parts of one, and what changes of one.
#include <algorithm>

#include "adapters/sqlite/object_index.hpp"
#include "adapters/sqlite/query.hpp"
#include "base/encoding.hpp"
#include "objects/object_lock.hpp"
#include "objects/version_listing.hpp"

namespace helio::sqlite {
namespace {

constexpr int kPartsMax = 1000;

std::string versions_sql(std::string_view which) {
  return "SELECT " + std::string(kVersionColumns) +
         " FROM object_version INDEXED BY object_version_newest WHERE bucket = ?1 AND " +
         std::string(which);
}

std::string const& from_key_sql() {
  static std::string const sql = versions_sql("key >= ?2 ORDER BY key, sequence DESC");
  return sql;
}

std::string const& older_sql() {
  static std::string const sql = versions_sql("key = ?2 AND sequence < ?3 ORDER BY sequence DESC");
  return sql;
}

class NewestCursor final : public objects::VersionCursor {
 public:
  NewestCursor(Connection& connection, Statement& from_key, Statement& older,
               std::string_view bucket)
      : connection_(connection), from_key_(from_key), older_(older), bucket_(bucket) {}

  Result<void> seek(std::string_view least) override {
    within_ = false;
    last_key_.clear();
    from_key_.reset();
    from_key_.bind(1, bucket_).bind(2, least);
    return {};
  }

  Result<void> seek_after(std::string_view key, std::string_view version_id) override {
    auto const marker =
        ObjectRows(connection_)
            .find({std::string(bucket_), std::string(key), std::string(version_id)});
    if (!marker) return tl::unexpected<Error>(marker.error());
    if (!*marker) return seek(key);
    within_ = true;
    key_ = key;
    older_.reset();
    older_.bind(1, bucket_).bind(2, key).bind(3, (*marker)->sequence);
    return {};
  }

  Result<std::optional<objects::ListedVersion>> next() override {
    if (within_) {
      auto row = older_.step();
      if (!row) return fail(row);
      if (*row) return objects::ListedVersion{read_version(older_).object, false};
      if (auto const sought = seek(key_ + '\0'); !sought) {
        return tl::unexpected<Error>(sought.error());
      }
    }
    auto row = from_key_.step();
    if (!row) return fail(row);
    if (!*row) return std::optional<objects::ListedVersion>();
    objects::ListedVersion version{read_version(from_key_).object};
    version.latest = version.object.key != last_key_;
    last_key_ = version.object.key;
    return version;
  }

 private:
  Connection& connection_;
  Statement& from_key_;
  Statement& older_;
  std::string_view bucket_;
  bool within_ = false;  // among the older versions of key_
  std::string key_;
  std::string last_key_;  // the first row of a key is the latest
};

}  // namespace

Result<objects::VersionListing> ObjectIndex::list_versions(
    std::string_view bucket, objects::VersionListOptions const& options) {
  return database_.read([&](Connection& connection) -> Result<objects::VersionListing> {
    auto const known = ObjectRows(connection).bucket(bucket);
    if (!known) return tl::unexpected<Error>(known.error());
    auto from_key = connection.prepare(from_key_sql());
    if (!from_key) return fail(from_key);
    auto older = connection.prepare(older_sql());
    if (!older) return fail(older);
    NewestCursor cursor(connection, *from_key, *older, bucket);
    return objects::list_versions(cursor, options);
  });
}

Result<objects::PartListing> ObjectIndex::object_parts(objects::ObjectId const& id, int after,
                                                       int parts_max) {
  int const most = std::clamp(parts_max, 0, kPartsMax);
  return database_.read([&](Connection& connection) -> Result<objects::PartListing> {
    ObjectRows rows(connection);
    auto const version = rows.get(id);
    if (!version) return tl::unexpected<Error>(version.error());
    objects::PartListing listing;
    if (most == 0) return listing;
    auto bodies = rows.bodies(version->sequence, std::max(after, 0), most + 1);
    if (!bodies) return fail(bodies);
    listing.truncated = bodies->size() > static_cast<std::size_t>(most);
    if (listing.truncated) bodies->pop_back();
    listing.next_after = std::max(after, 0);
    for (auto& body : *bodies) {
      listing.parts.push_back({.number = ++listing.next_after,
                               .size_bytes = body.size_bytes,
                               .etag = {},
                               .last_modified = {},
                               .checksums = std::move(body.checksums)});
    }
    return listing;
  });
}

Result<objects::ObjectInfo> ObjectIndex::amend(objects::ObjectId const& id,
                                               objects::Amendment const& amendment, Timestamp now) {
  return database_.write_value([&](Connection& connection) -> Result<objects::ObjectInfo> {
    ObjectRows rows(connection);
    auto version = rows.get(id);
    if (!version) return fail(version);
    auto object = objects::amended(std::move(version->object), amendment, now);
    if (!object) return object;
    auto const updated =
        run(connection, "UPDATE object_version SET metadata = ? WHERE sequence = ?",
            bytes_of(metadata_column(*object)), version->sequence);
    if (!updated) return tl::unexpected<Error>(updated.error());
    return object;
  });
}

}  // namespace helio::sqlite
