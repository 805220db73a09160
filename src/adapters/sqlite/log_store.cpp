#include "adapters/sqlite/log_store.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sqlite/log_catalog.hpp"
#include "adapters/sqlite/log_tables.hpp"
#include "logs/filter_pattern.hpp"
#include "logs/paging.hpp"

namespace helio::sqlite {
namespace {

using logs::Batch;
using logs::FilterPage;
using logs::Position;
using logs::StoredEvent;
using logs::StreamPage;
using logs::Window;

// Events that one filter call looks at; past it the answer says where to go on.
constexpr int kLookedAtMax = 100'000;
constexpr std::size_t kLookedAtBytesMax = std::size_t{64} << 20U;

struct Place {
  std::int64_t group = 0, stream = 0;
};

// Where a batch's events go; made where it is not there.
Result<Place> place_of(Connection& connection, Batch const& batch, Timestamp now) {
  auto group = find_group(connection, batch.group);
  if (group && !*group) group = insert_group(connection, batch.group, now);
  if (!group) return fail(group);
  auto stream = find_stream(connection, **group, batch.stream);
  if (stream && !*stream) stream = insert_stream(connection, **group, batch.stream, now);
  if (!stream) return fail(stream);
  return Place{**group, **stream};
}

Result<void> note_append(Connection& connection, Place place, Batch const& batch,
                         std::int64_t bytes, Timestamp now) {
  auto const [first, last] = std::ranges::minmax(batch.events, {}, &logs::LogEvent::time);
  auto stream = connection.prepare(
      "UPDATE log_stream SET first_event_at = min(coalesce(first_event_at, ?1), ?1),"
      " last_event_at = max(coalesce(last_event_at, ?2), ?2), last_ingested_at = ?3 WHERE id = ?4");
  if (!stream) return fail(stream);
  stream->bind(1, ms_of(first.time)).bind(2, ms_of(last.time));
  if (auto done = stream->bind(3, ms_of(now)).bind(4, place.stream).run(); !done) return done;
  auto group =
      connection.prepare("UPDATE log_group SET stored_bytes = stored_bytes + ? WHERE id = ?");
  if (!group) return fail(group);
  return group->bind(1, bytes).bind(2, place.group).run();
}

Result<void> append_batch(Connection& connection, Batch const& batch, Timestamp now) {
  auto const place = place_of(connection, batch, now);
  if (!place) return tl::unexpected(place.error());
  if (batch.events.empty()) return {};
  auto row = connection.prepare(
      "INSERT INTO log_event (group_id, stream_id, time, ingested_at, message)"
      " VALUES (?, ?, ?, ?, ?)");
  if (!row) return fail(row);
  std::int64_t bytes = 0;
  for (logs::LogEvent const& event : batch.events) {
    auto const message = std::string_view(event.message).substr(0, logs::kMessageBytesMax);
    row->bind(1, place->group).bind(2, place->stream).bind(3, ms_of(event.time));
    row->bind(4, ms_of(now)).bind(5, message);
    if (auto done = row->run(); !done) return done;
    row->reset();
    bytes += std::ssize(message);
  }
  return note_append(connection, *place, batch, bytes, now);
}

// A row of "e.time, e.id, s.name, e.ingested_at, e.message".
StoredEvent event_of(Statement const& row) {
  Position const position{row.integer(0), row.integer(1)};
  return {logs::to_text(position), std::string(row.text(2)), time_of(position.time_ms),
          time_of(row.integer(3)), std::string(row.text(4))};
}

// Binds from `at` on the values of kWindow.
constexpr std::string_view kWindow =
    " AND e.time >= ? AND (e.time, e.id) > (?, ?) AND e.time <= ? AND (e.time, e.id) < (?, ?)";

void bind_window(Statement& rows, int at, Window const& window) {
  rows.bind(at, window.after.time_ms).bind(at + 1, window.after.time_ms);
  rows.bind(at + 2, window.after.number).bind(at + 3, window.before.time_ms);
  rows.bind(at + 4, window.before.time_ms).bind(at + 5, window.before.number);
}

constexpr std::string_view kEvents =
    "SELECT e.time, e.id, s.name, e.ingested_at, e.message"
    " FROM log_event e CROSS JOIN log_stream s ON s.id = e.stream_id";

Result<std::vector<StoredEvent>> read_stream(Connection& connection, std::int64_t stream,
                                             Window const& window, int limit) {
  std::string const order = window.from_head ? "" : " DESC";
  auto rows =
      connection.prepare(std::string(kEvents) + " WHERE e.stream_id = ?" + std::string(kWindow) +
                         " ORDER BY e.time" + order + ", e.id" + order + " LIMIT ?");
  if (!rows) return fail(rows);
  rows->bind(1, stream);
  bind_window(*rows, 2, window);
  rows->bind(8, limit);
  std::vector<StoredEvent> events;
  logs::PageRoom room(limit);
  for (auto row = rows->step();; row = rows->step()) {
    if (!row) return fail(row);
    if (!*row || !room.take(rows->text(4))) break;
    events.push_back(event_of(*rows));
  }
  if (!window.from_head) std::ranges::reverse(events);
  return events;
}

Result<FilterPage> filter_group(Connection& connection, std::int64_t group, Window const& window,
                                logs::Filter const& what, logs::FilterPattern const& pattern) {
  std::string const order = window.from_head ? "" : " DESC";
  auto rows =
      connection.prepare(std::string(kEvents) + " WHERE e.group_id = ?" + std::string(kWindow) +
                         " ORDER BY e.time" + order + ", e.id" + order);
  if (!rows) return fail(rows);
  rows->bind(1, group);
  bind_window(*rows, 2, window);
  FilterPage page;
  Position last;
  logs::PageRoom room(what.limit);
  std::size_t bytes = 0;
  for (int looked_at = 0;; ++looked_at) {
    auto row = rows->step();
    if (!row) return fail(row);
    if (!*row) break;
    auto const message = rows->text(4);
    bool const enough = looked_at == kLookedAtMax || bytes > kLookedAtBytesMax;
    bool const wanted =
        !enough && logs::wants_stream(what, rows->text(2)) && pattern.matches(message);
    if (enough || (wanted && !room.take(message))) {
      if (window.from_head) page.next = logs::to_text(last);
      break;
    }
    if (wanted) page.events.push_back(event_of(*rows));
    last = {rows->integer(0), rows->integer(1)};
    bytes += message.size();
  }
  if (!window.from_head) std::ranges::reverse(page.events);
  return page;
}

Result<std::int64_t> sweep_group(Connection& connection, std::int64_t group, Timestamp oldest,
                                 std::int64_t count_max) {
  constexpr std::string_view kOld =
      "FROM log_event WHERE group_id = ?1 AND time < ?2 ORDER BY time, id LIMIT ?3)";
  auto bytes = connection.prepare(
      "UPDATE log_group SET stored_bytes = stored_bytes - (SELECT coalesce(sum(bytes), 0) FROM"
      " (SELECT length(CAST(message AS BLOB)) AS bytes " +
      std::string(kOld) + ") WHERE id = ?1");
  if (!bytes) return fail(bytes);
  if (auto done = bytes->bind(1, group).bind(2, ms_of(oldest)).bind(3, count_max).run(); !done) {
    return fail(done);
  }
  auto events =
      connection.prepare("DELETE FROM log_event WHERE id IN (SELECT id " + std::string(kOld));
  if (!events) return fail(events);
  if (auto done = events->bind(1, group).bind(2, ms_of(oldest)).bind(3, count_max).run(); !done) {
    return fail(done);
  }
  return connection.rows_changed();
}

Result<std::int64_t> sweep(Connection& connection, Timestamp now, int count_max) {
  auto rows = connection.prepare(
      "SELECT id, retention_days FROM log_group WHERE retention_days IS NOT NULL");
  if (!rows) return fail(rows);
  std::vector<std::pair<std::int64_t, Timestamp>> groups;
  for (auto row = rows->step();; row = rows->step()) {
    if (!row) return fail(row);
    if (!*row) break;
    groups.emplace_back(rows->integer(0), now - std::chrono::days(rows->integer(1)));
  }
  std::int64_t removed = 0;
  for (auto const& [group, oldest] : groups) {
    if (removed == count_max) break;
    auto swept = sweep_group(connection, group, oldest, count_max - removed);
    if (!swept) return swept;
    removed += *swept;
  }
  return removed;
}

class SqliteLogStore final : public logs::LogStore {
 public:
  SqliteLogStore(Database& database, Clock const& clock) : database_(database), clock_(clock) {}

  Result<void> append(std::span<Batch const> batches) override {
    for (Batch const& batch : batches) {
      if (auto good = logs::check_group_name(batch.group); !good) return good;
      if (auto good = logs::check_stream_name(batch.stream); !good) return good;
    }
    return database_.write([batches, now = clock_.wall()](Connection& connection) -> Result<void> {
      for (Batch const& batch : batches) {
        if (auto done = append_batch(connection, batch, now); !done) return done;
      }
      return {};
    });
  }

  Result<StreamPage> read(logs::ReadStream const& what) override {
    auto const window = logs::window_of(what);
    if (!window) return tl::unexpected(window.error());
    return database_.read([&](Connection& connection) -> Result<StreamPage> {
      auto group = group_id(connection, what.group);
      if (!group) return fail(group);
      auto stream = stream_id(connection, *group, what.stream);
      if (!stream) return fail(stream);
      auto events = read_stream(connection, *stream, *window, what.limit);
      if (!events) return fail(events);
      return logs::page_of(what, std::move(*events));
    });
  }

  Result<FilterPage> filter(logs::Filter const& what) override {
    auto const window = logs::window_of(what);
    if (!window) return tl::unexpected(window.error());
    auto const pattern = logs::FilterPattern::parse(what.pattern);
    if (!pattern) return tl::unexpected(pattern.error());
    return database_.read([&](Connection& connection) -> Result<FilterPage> {
      auto group = group_id(connection, what.group);
      if (!group) return fail(group);
      return filter_group(connection, *group, *window, what, *pattern);
    });
  }

  Result<std::int64_t> sweep_expired(Timestamp now, int count_max) override {
    return database_.write_value(
        [=](Connection& connection) { return sweep(connection, now, count_max); });
  }

 private:
  Database& database_;
  Clock const& clock_;
};

}  // namespace

Result<LogStores> make_log_stores(Database& database, Clock const& clock) {
  if (auto done = database.migrate("logs", kLogSchema); !done) return fail(done);
  return LogStores{make_log_catalog(database, clock),
                   std::make_shared<SqliteLogStore>(database, clock)};
}

}  // namespace helio::sqlite
