#include "adapters/sqlite/log_catalog.hpp"

#include <string>
#include <utility>

#include "adapters/sqlite/log_tables.hpp"
#include "logs/paging.hpp"

namespace helio::sqlite {
namespace {

using logs::LogGroup;
using logs::LogStream;

std::optional<Timestamp> time_in(Statement const& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(time_of(row.integer(column)));
}

// The least text above all that begin with `prefix`; empty: there is none.
std::string end_of(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xff) end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

// Binds from `at` on the values of "name >= ? AND name > ? AND (? = '' OR name < ?) … LIMIT ?".
void bind_names(Statement& rows, int at, std::string_view prefix, std::string_view after,
                int limit) {
  std::string const end = end_of(prefix);
  rows.bind(at, prefix).bind(at + 1, after).bind(at + 2, end).bind(at + 3, end).bind(at + 4, limit);
}

Result<std::vector<LogGroup>> read_groups(Statement& rows) {
  std::vector<LogGroup> groups;
  for (auto row = rows.step();; row = rows.step()) {
    if (!row) return fail(row);
    if (!*row) return groups;
    LogGroup group{std::string(rows.text(0)), time_of(rows.integer(1)), {}, rows.integer(3)};
    if (!rows.null(2)) group.retention_days = static_cast<int>(rows.integer(2));
    groups.push_back(std::move(group));
  }
}

Result<std::vector<LogStream>> read_streams(Statement& rows) {
  std::vector<LogStream> streams;
  for (auto row = rows.step();; row = rows.step()) {
    if (!row) return fail(row);
    if (!*row) return streams;
    streams.push_back({std::string(rows.text(0)), time_of(rows.integer(1)), time_in(rows, 2),
                       time_in(rows, 3), time_in(rows, 4)});
  }
}

// By name, or by time and name: each page goes on after the place that the last one ended at.
Result<std::vector<LogStream>> list_streams(Connection& connection, std::int64_t group,
                                            logs::ListStreams const& what) {
  std::string const key =
      what.order == logs::StreamOrder::name ? "0" : "coalesce(last_event_at, -1)";
  std::string sql =
      "SELECT name, created_at, first_event_at, last_event_at, last_ingested_at"
      " FROM log_stream WHERE group_id = ? AND name >= ? AND (? = '' OR name < ?)";
  if (what.after) sql += " AND (" + key + ", name) " + (what.descending ? "<" : ">") + " (?, ?)";
  std::string const direction = what.descending ? " DESC" : "";
  sql += " ORDER BY " + (key == "0" ? "" : key + direction + ", ") + "name" + direction;
  auto rows = connection.prepare(sql + " LIMIT " + std::to_string(what.limit));
  if (!rows) return fail(rows);
  std::string const end = end_of(what.prefix);
  rows->bind(1, group).bind(2, what.prefix).bind(3, end).bind(4, end);
  if (what.after) {
    auto const time = what.after->last_event_at ? ms_of(*what.after->last_event_at) : -1;
    rows->bind(5, key == "0" ? 0 : time).bind(6, what.after->name);
  }
  return read_streams(*rows);
}

// Runs `sql`, which has one parameter.
Result<void> run(Connection& connection, std::string_view sql, std::int64_t id) {
  auto statement = connection.prepare(sql);
  if (!statement) return fail(statement);
  return statement->bind(1, id).run();
}

class SqliteLogCatalog final : public logs::LogCatalog {
 public:
  SqliteLogCatalog(Database& database, Clock const& clock) : database_(database), clock_(clock) {}

  Result<void> create_group(std::string_view name) override {
    if (auto good = logs::check_group_name(name); !good) return good;
    return database_.write([&, now = clock_.wall()](Connection& connection) -> Result<void> {
      auto const there = find_group(connection, name);
      if (!there) return tl::unexpected(there.error());
      if (*there) return tl::unexpected(logs::already_exists());
      auto made = insert_group(connection, name, now);
      if (!made) return fail(made);
      return {};
    });
  }

  Result<void> delete_group(std::string_view name) override {
    return database_.write([name](Connection& connection) -> Result<void> {
      auto id = group_id(connection, name);
      if (!id) return fail(id);
      for (std::string_view const sql :
           {"DELETE FROM log_event WHERE group_id = ?", "DELETE FROM log_stream WHERE group_id = ?",
            "DELETE FROM log_group WHERE id = ?"}) {
        if (auto done = run(connection, sql, *id); !done) return done;
      }
      return {};
    });
  }

  Result<void> set_retention(std::string_view name, std::optional<int> days) override {
    if (days) {
      if (auto good = logs::check_retention(*days); !good) return good;
    }
    return database_.write([&](Connection& connection) -> Result<void> {
      auto id = group_id(connection, name);
      if (!id) return fail(id);
      auto row = connection.prepare("UPDATE log_group SET retention_days = ? WHERE id = ?");
      if (!row) return fail(row);
      return row->bind(1, days).bind(2, *id).run();
    });
  }

  Result<std::vector<LogGroup>> groups(std::string_view prefix, std::string_view after,
                                       int limit) override {
    return database_.read([&](Connection& connection) -> Result<std::vector<LogGroup>> {
      auto rows = connection.prepare(
          "SELECT name, created_at, retention_days, stored_bytes FROM log_group"
          " WHERE name >= ? AND name > ? AND (? = '' OR name < ?) ORDER BY name LIMIT ?");
      if (!rows) return fail(rows);
      bind_names(*rows, 1, prefix, after, limit);
      return read_groups(*rows);
    });
  }

  Result<void> create_stream(std::string_view group, std::string_view name) override {
    if (auto good = logs::check_stream_name(name); !good) return good;
    return database_.write([&, now = clock_.wall()](Connection& connection) -> Result<void> {
      auto id = group_id(connection, group);
      if (!id) return fail(id);
      auto const there = find_stream(connection, *id, name);
      if (!there) return tl::unexpected(there.error());
      if (*there) return tl::unexpected(logs::already_exists());
      auto made = insert_stream(connection, *id, name, now);
      if (!made) return fail(made);
      return {};
    });
  }

  Result<void> delete_stream(std::string_view group, std::string_view name) override {
    return database_.write([&](Connection& connection) -> Result<void> {
      auto in = group_id(connection, group);
      if (!in) return fail(in);
      auto id = stream_id(connection, *in, name);
      if (!id) return fail(id);
      auto bytes = connection.prepare(
          "UPDATE log_group SET stored_bytes = stored_bytes - (SELECT"
          " coalesce(sum(length(CAST(message AS BLOB))), 0) FROM log_event WHERE stream_id = ?)"
          " WHERE id = ?");
      if (!bytes) return fail(bytes);
      if (auto done = bytes->bind(1, *id).bind(2, *in).run(); !done) return done;
      if (auto done = run(connection, "DELETE FROM log_event WHERE stream_id = ?", *id); !done) {
        return done;
      }
      return run(connection, "DELETE FROM log_stream WHERE id = ?", *id);
    });
  }

  Result<std::vector<LogStream>> streams(logs::ListStreams const& what) override {
    return database_.read([&](Connection& connection) -> Result<std::vector<LogStream>> {
      auto id = group_id(connection, what.group);
      if (!id) return fail(id);
      return list_streams(connection, *id, what);
    });
  }

 private:
  Database& database_;
  Clock const& clock_;
};

}  // namespace

std::shared_ptr<logs::LogCatalog> make_log_catalog(Database& database, Clock const& clock) {
  return std::make_shared<SqliteLogCatalog>(database, clock);
}

}  // namespace helio::sqlite
