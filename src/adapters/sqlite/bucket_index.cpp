// The buckets of ObjectIndex, and what is configured of them.
#include "adapters/sqlite/object_index.hpp"
#include "adapters/sqlite/query.hpp"
#include "objects/bucket_name.hpp"
#include "objects/store_errors.hpp"

namespace helio::sqlite {

Result<void> ObjectIndex::create_bucket(std::string_view name) {
  if (auto const valid = objects::check_bucket_name(name); !valid) return valid;
  auto made = database_.write([&](Connection& connection) {
    return run(connection, "INSERT INTO bucket VALUES (?, ?, 0)", name, to_column(clock_.wall()));
  });
  if (!made && made.error().code == Errc::conflict) return objects::bucket_exists();
  return made;
}

Result<void> ObjectIndex::delete_bucket(std::string_view name) {
  return database_.write([&](Connection& connection) -> Result<void> {
    auto const known = ObjectRows(connection).bucket(name);
    if (!known) return tl::unexpected<Error>(known.error());
    bool empty = true;
    auto const read = each(
        connection,
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM object_version WHERE bucket = ?1) "
        "OR EXISTS (SELECT 1 FROM multipart_upload WHERE bucket = ?1)",
        [&](Statement const&) { empty = false; }, name);
    if (!read) return read;
    if (!empty) return objects::bucket_not_empty();
    auto const settings = run(connection, "DELETE FROM bucket_setting WHERE bucket = ?", name);
    if (!settings) return settings;
    return run(connection, "DELETE FROM bucket WHERE name = ?", name);
  });
}

Result<objects::Bucket> ObjectIndex::bucket(std::string_view name) {
  return database_.read(
      [&](Connection& connection) { return ObjectRows(connection).bucket(name); });
}

Result<std::vector<objects::Bucket>> ObjectIndex::buckets() {
  return database_.read([&](Connection& connection) -> Result<std::vector<objects::Bucket>> {
    std::vector<objects::Bucket> all;
    auto const read = each(connection, "SELECT name, created_at, versioned FROM bucket ORDER BY 1",
                           [&](Statement const& row) {
                             all.push_back({std::string(row.text(0)), to_time(row.integer(1)),
                                            static_cast<objects::Versioning>(row.integer(2))});
                           });
    if (!read) return tl::unexpected<Error>(read.error());
    return all;
  });
}

Result<void> ObjectIndex::set_versioning(std::string_view name, objects::Versioning versioning) {
  return database_.write([&](Connection& connection) -> Result<void> {
    auto const known = ObjectRows(connection).bucket(name);
    if (!known) return tl::unexpected<Error>(known.error());
    return run(connection, "UPDATE bucket SET versioned = ? WHERE name = ?",
               static_cast<int>(versioning), name);
  });
}

Result<std::optional<std::string>> ObjectIndex::setting(std::string_view bucket,
                                                        std::string_view name) {
  return database_.read([&](Connection& connection) -> Result<std::optional<std::string>> {
    auto const known = ObjectRows(connection).bucket(bucket);
    if (!known) return tl::unexpected<Error>(known.error());
    return ObjectRows(connection).setting(bucket, name);
  });
}

Result<void> ObjectIndex::set_setting(std::string_view bucket, std::string_view name,
                                      std::optional<std::string> const& text) {
  return database_.write([&](Connection& connection) -> Result<void> {
    auto const known = ObjectRows(connection).bucket(bucket);
    if (!known) return tl::unexpected<Error>(known.error());
    if (!text) {
      return run(connection, "DELETE FROM bucket_setting WHERE bucket = ? AND name = ?", bucket,
                 name);
    }
    return run(connection, "INSERT OR REPLACE INTO bucket_setting VALUES (?, ?, ?)", bucket, name,
               *text);
  });
}

}  // namespace helio::sqlite
