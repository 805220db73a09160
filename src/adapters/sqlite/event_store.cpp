#include "adapters/sqlite/event_store.hpp"

#include <algorithm>
#include <array>

#include "adapters/sqlite/query.hpp"

namespace helio::sqlite {

using events::DeliveryKey;
using events::Settlement;
using events::StoredEvent;

namespace {

// Described in docs/events.md. Steps are only appended.
constexpr std::array<std::string_view, 1> kSteps = {R"(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  bus TEXT NOT NULL,
  ingested_ms INTEGER NOT NULL,
  keep_until_ms INTEGER,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX event_unrouted ON event (seq) WHERE keep_until_ms IS NULL;
CREATE INDEX event_kept ON event (keep_until_ms) WHERE keep_until_ms IS NOT NULL;
CREATE INDEX event_archive ON event (bus, ingested_ms, seq);
CREATE TABLE event_delivery (
  event_seq INTEGER NOT NULL,
  rule TEXT NOT NULL,
  target_id TEXT NOT NULL,
  replay TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (event_seq, rule, target_id, replay)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_delivery_due ON event_delivery (due_ms, event_seq, rule, target_id, replay);
CREATE TABLE event_dead_letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  event_id TEXT NOT NULL,
  bus TEXT NOT NULL,
  json TEXT NOT NULL,
  rule TEXT NOT NULL,
  target_id TEXT NOT NULL,
  target_arn TEXT NOT NULL,
  replay TEXT NOT NULL,
  error_name TEXT NOT NULL,
  error_message TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  died_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX event_dead_letter_queue ON event_dead_letter (queue, id);
CREATE INDEX event_dead_letter_died ON event_dead_letter (died_ms);
CREATE TABLE event_definition (
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
)"};

std::int64_t ms(Timestamp time) { return time.time_since_epoch().count(); }
Timestamp at(std::int64_t ms) { return Timestamp(std::chrono::milliseconds(ms)); }

// Columns seq, id, bus, ingested_ms, json from `first` on.
StoredEvent read_event(Statement const& row, int first = 0) {
  return {row.integer(first), std::string(row.text(first + 1)), std::string(row.text(first + 2)),
          at(row.integer(first + 3)), std::string(row.text(first + 4))};
}

Result<void> run_for(Connection& connection, std::string_view sql, DeliveryKey const& key) {
  return run(connection, sql, key.event_seq, key.rule, key.target_id, key.replay);
}

Result<void> store_routing(Connection& connection, events::Routing const& routing, Timestamp now) {
  if (routing.keep_until) {
    auto kept = run(connection, "UPDATE event SET keep_until_ms = ? WHERE seq = ?",
                    ms(*routing.keep_until), routing.event_seq);
    if (!kept) return kept;
  }
  for (DeliveryKey const& key : routing.deliveries) {
    auto added = run(connection,
                     "INSERT OR IGNORE INTO event_delivery "
                     "SELECT seq, ?2, ?3, ?4, ?5, ?5, 0 FROM event WHERE seq = ?1",
                     key.event_seq, key.rule, key.target_id, key.replay, ms(now));
    if (!added) return added;
  }
  return {};
}

Result<void> store_settlement(Connection& connection, Settlement const& each, Timestamp now) {
  DeliveryKey const& key = each.key;
  if (each.outcome == Settlement::Outcome::retry) {
    return run(connection,
               "UPDATE event_delivery SET attempts = attempts + 1, due_ms = ? "
               "WHERE event_seq = ? AND rule = ? AND target_id = ? AND replay = ?",
               ms(each.retry_at), key.event_seq, key.rule, key.target_id, key.replay);
  }
  if (each.outcome == Settlement::Outcome::dead) {
    auto buried = run(connection,
                      "INSERT INTO event_dead_letter (queue, event_id, bus, json, rule, target_id, "
                      "target_arn, replay, error_name, error_message, attempts, died_ms) "
                      "SELECT ?5, id, bus, json, rule, target_id, ?6, replay, ?7, ?8, "
                      "attempts + 1, ?9 FROM event_delivery JOIN event ON seq = event_seq "
                      "WHERE event_seq = ?1 AND rule = ?2 AND target_id = ?3 AND replay = ?4",
                      key.event_seq, key.rule, key.target_id, key.replay, each.queue,
                      each.target_arn, each.error_name, each.error_message, ms(now));
    if (!buried) return buried;
  }
  return run_for(connection,
                 "DELETE FROM event_delivery "
                 "WHERE event_seq = ? AND rule = ? AND target_id = ? AND replay = ?",
                 key);
}

// True if there was such a dead letter.
Result<bool> revive(Connection& connection, std::int64_t id, Timestamp now) {
  // Where the event was swept meanwhile it comes back for as long as somebody waits for it.
  auto done = run(connection,
                  "INSERT OR IGNORE INTO event (id, bus, ingested_ms, keep_until_ms, json) "
                  "SELECT event_id, bus, ?2, ?2, json FROM event_dead_letter WHERE id = ?1",
                  id, ms(now));
  if (!done) return fail(done);
  done = run(connection,
             "INSERT OR REPLACE INTO event_delivery "
             "SELECT event.seq, d.rule, d.target_id, d.replay, ?2, ?2, 0 "
             "FROM event_dead_letter d JOIN event ON event.id = d.event_id WHERE d.id = ?1",
             id, ms(now));
  if (!done) return fail(done);
  done = run(connection, "DELETE FROM event_dead_letter WHERE id = ?", id);
  if (!done) return fail(done);
  return connection.rows_changed() > 0;
}

}  // namespace

Result<void> append_event(Connection& connection, events::Event const& event, Timestamp now) {
  return run(connection,
             "INSERT OR IGNORE INTO event (id, bus, ingested_ms, json) VALUES (?, ?, ?, ?)",
             event.id, event.bus, ms(now), to_json(event));
}

Result<std::unique_ptr<EventStore>> EventStore::open(Database& database) {
  if (auto made = database.migrate("events", kSteps); !made) return fail(made);
  return std::unique_ptr<EventStore>(new EventStore(database));
}

Result<void> EventStore::append(std::span<events::Event const> events, Timestamp now) {
  return database_.write([events, now](Connection& connection) -> Result<void> {
    for (events::Event const& event : events) {
      if (auto added = append_event(connection, event, now); !added) return added;
    }
    return {};
  });
}

Result<std::vector<StoredEvent>> EventStore::unrouted(std::size_t limit) {
  return database_.read([limit](Connection& connection) -> Result<std::vector<StoredEvent>> {
    std::vector<StoredEvent> out;
    auto read = each(
        connection,
        "SELECT seq, id, bus, ingested_ms, json FROM event WHERE keep_until_ms IS NULL "
        "ORDER BY seq LIMIT ?",
        [&out](Statement const& row) { out.push_back(read_event(row)); },
        static_cast<std::int64_t>(limit));
    if (!read) return fail(read);
    return out;
  });
}

Result<void> EventStore::route(std::span<events::Routing const> routings, Timestamp now) {
  if (routings.empty()) return {};
  return database_.write([routings, now](Connection& connection) -> Result<void> {
    for (events::Routing const& each : routings) {
      if (auto stored = store_routing(connection, each, now); !stored) return stored;
    }
    return {};
  });
}

Result<std::vector<events::PendingDelivery>> EventStore::due(Timestamp now, std::size_t limit) {
  using Found = std::vector<events::PendingDelivery>;
  return database_.read([=](Connection& connection) -> Result<Found> {
    Found out;
    auto read = each(
        connection,
        "SELECT rule, target_id, replay, created_ms, attempts, seq, id, bus, ingested_ms, json "
        "FROM event_delivery JOIN event ON seq = event_seq WHERE due_ms <= ? "
        "ORDER BY due_ms, event_seq, rule, target_id, replay LIMIT ?",
        [&out](Statement const& row) {
          StoredEvent event = read_event(row, 5);
          DeliveryKey key{event.seq, std::string(row.text(0)), std::string(row.text(1)),
                          std::string(row.text(2))};
          out.push_back({std::move(key), std::move(event), at(row.integer(3)),
                         static_cast<int>(row.integer(4))});
        },
        ms(now), static_cast<std::int64_t>(limit));
    if (!read) return fail(read);
    return out;
  });
}

Result<std::optional<Timestamp>> EventStore::next_due(Timestamp now) {
  return database_.read([now](Connection& connection) -> Result<std::optional<Timestamp>> {
    std::optional<Timestamp> out;
    auto read = each(
        connection, "SELECT due_ms FROM event_delivery WHERE due_ms > ? ORDER BY due_ms LIMIT 1",
        [&out](Statement const& row) { out = at(row.integer(0)); }, ms(now));
    if (!read) return fail(read);
    return out;
  });
}

Result<void> EventStore::settle(std::span<Settlement const> settlements, Timestamp now) {
  return database_.write([settlements, now](Connection& connection) -> Result<void> {
    for (Settlement const& each : settlements) {
      if (auto stored = store_settlement(connection, each, now); !stored) return stored;
    }
    return {};
  });
}

Result<std::vector<StoredEvent>> EventStore::archived(events::ArchiveQuery const& query) {
  return database_.read([&query](Connection& connection) -> Result<std::vector<StoredEvent>> {
    std::vector<StoredEvent> out;
    auto read = each(
        connection,
        "SELECT seq, id, bus, ingested_ms, json FROM event "
        "WHERE bus = ? AND ingested_ms >= ? AND ingested_ms < ? AND (ingested_ms, seq) > (?, ?) "
        "AND keep_until_ms IS NOT NULL ORDER BY ingested_ms, seq LIMIT ?",
        [&out](Statement const& row) { out.push_back(read_event(row)); }, query.bus,
        std::max(ms(query.from), ms(query.after_time)), ms(query.to), ms(query.after_time),
        query.after_seq, static_cast<std::int64_t>(query.limit));
    if (!read) return fail(read);
    return out;
  });
}

Result<std::size_t> EventStore::sweep(Timestamp now, std::size_t limit) {
  return database_.write_value([=](Connection& connection) -> Result<std::size_t> {
    auto done = run(connection, "DELETE FROM event_dead_letter WHERE died_ms < ?",
                    ms(now - events::dead_letters_kept));
    if (!done) return fail(done);
    done = run(connection,
               "DELETE FROM event WHERE seq IN (SELECT seq FROM event WHERE keep_until_ms < ? AND "
               "NOT EXISTS (SELECT 1 FROM event_delivery WHERE event_seq = seq) LIMIT ?)",
               ms(now), static_cast<std::int64_t>(limit));
    if (!done) return fail(done);
    return static_cast<std::size_t>(connection.rows_changed());
  });
}

Result<std::vector<events::DeadLetter>> EventStore::list(std::string_view queue,
                                                         std::int64_t after_id, std::size_t limit) {
  using Found = std::vector<events::DeadLetter>;
  return database_.read([=](Connection& connection) -> Result<Found> {
    Found out;
    auto const text = [](Statement const& row, int column) {
      return std::string(row.text(column));
    };
    auto read = each(
        connection,
        "SELECT id, queue, event_id, bus, json, rule, target_id, target_arn, replay, error_name, "
        "error_message, attempts, died_ms FROM event_dead_letter WHERE queue = ? AND id > ? "
        "ORDER BY id LIMIT ?",
        [&](Statement const& row) {
          out.push_back({row.integer(0), text(row, 1), text(row, 2), text(row, 3), text(row, 4),
                         text(row, 5), text(row, 6), text(row, 7), text(row, 8), text(row, 9),
                         text(row, 10), static_cast<int>(row.integer(11)), at(row.integer(12))});
        },
        queue, after_id, static_cast<std::int64_t>(limit));
    if (!read) return fail(read);
    return out;
  });
}

Result<std::size_t> EventStore::redrive(std::span<std::int64_t const> ids, Timestamp now) {
  return database_.write_value([=](Connection& connection) -> Result<std::size_t> {
    std::size_t driven = 0;
    for (std::int64_t const id : ids) {
      auto const revived = revive(connection, id, now);
      if (!revived) return tl::unexpected(revived.error());
      if (*revived) ++driven;
    }
    return driven;
  });
}

Result<void> EventStore::remove(std::span<std::int64_t const> ids) {
  return database_.write([ids](Connection& connection) -> Result<void> {
    for (std::int64_t const id : ids) {
      auto removed = run(connection, "DELETE FROM event_dead_letter WHERE id = ?", id);
      if (!removed) return removed;
    }
    return {};
  });
}

Result<void> EventStore::put(events::DefinitionKind kind, events::Definition const& definition) {
  return database_.write([kind, &definition](Connection& connection) {
    return run(connection, "INSERT OR REPLACE INTO event_definition VALUES (?, ?, ?)",
               static_cast<int>(kind), definition.name, definition.json);
  });
}

Result<void> EventStore::remove(events::DefinitionKind kind, std::string_view name) {
  return database_.write([kind, name](Connection& connection) {
    return run(connection, "DELETE FROM event_definition WHERE kind = ? AND name = ?",
               static_cast<int>(kind), name);
  });
}

Result<std::vector<events::Definition>> EventStore::list(events::DefinitionKind kind) {
  using Found = std::vector<events::Definition>;
  return database_.read([kind](Connection& connection) -> Result<Found> {
    Found out;
    auto read = each(
        connection, "SELECT name, json FROM event_definition WHERE kind = ? ORDER BY name",
        [&out](Statement const& row) {
          out.push_back({std::string(row.text(0)), std::string(row.text(1))});
        },
        static_cast<int>(kind));
    if (!read) return fail(read);
    return out;
  });
}

}  // namespace helio::sqlite
