#include "adapters/sqlite/log_tables.hpp"

#include "logs/paging.hpp"

namespace helio::sqlite {
namespace {

Result<std::optional<std::int64_t>> first_integer(Statement& rows) {
  auto const row = rows.step();
  if (!row) return tl::unexpected(row.error());
  return *row ? std::optional(rows.integer(0)) : std::nullopt;
}

}  // namespace

Result<std::optional<std::int64_t>> find_group(Connection& connection, std::string_view name) {
  auto rows = connection.prepare("SELECT id FROM log_group WHERE name = ?");
  if (!rows) return fail(rows);
  return first_integer(rows->bind(1, name));
}

Result<std::optional<std::int64_t>> find_stream(Connection& connection, std::int64_t group,
                                                std::string_view name) {
  auto rows = connection.prepare("SELECT id FROM log_stream WHERE group_id = ? AND name = ?");
  if (!rows) return fail(rows);
  return first_integer(rows->bind(1, group).bind(2, name));
}

Result<std::int64_t> group_id(Connection& connection, std::string_view name) {
  auto id = find_group(connection, name);
  if (!id) return fail(id);
  if (!*id) return tl::unexpected(logs::no_such_group());
  return **id;
}

Result<std::int64_t> stream_id(Connection& connection, std::int64_t group, std::string_view name) {
  auto id = find_stream(connection, group, name);
  if (!id) return fail(id);
  if (!*id) return tl::unexpected(logs::no_such_stream());
  return **id;
}

Result<std::int64_t> insert_group(Connection& connection, std::string_view name, Timestamp now) {
  auto row = connection.prepare("INSERT INTO log_group (name, created_at) VALUES (?, ?)");
  if (!row) return fail(row);
  if (auto done = row->bind(1, name).bind(2, ms_of(now)).run(); !done) return fail(done);
  return connection.last_insert_id();
}

Result<std::int64_t> insert_stream(Connection& connection, std::int64_t group,
                                   std::string_view name, Timestamp now) {
  auto row =
      connection.prepare("INSERT INTO log_stream (group_id, name, created_at) VALUES (?, ?, ?)");
  if (!row) return fail(row);
  if (auto done = row->bind(1, group).bind(2, name).bind(3, ms_of(now)).run(); !done) {
    return fail(done);
  }
  return connection.last_insert_id();
}

}  // namespace helio::sqlite
