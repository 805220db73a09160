#include "adapters/sqlite/execution_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/sqlite/compressed_text.hpp"
#include "adapters/sqlite/query.hpp"
#include "asl/arn.hpp"
#include "asl/data_texts.hpp"

namespace helio::sqlite {

using asl::ExecutionRecord;

namespace {

// `type` and `status` are the numbers of their enums, in the order of asl/execution.hpp: new ones
// are appended there. Times are milliseconds since 1970.
constexpr std::string_view kTables = R"(
  CREATE TABLE execution(
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    machine_arn TEXT NOT NULL, revision TEXT NOT NULL, type INTEGER NOT NULL,
    status INTEGER NOT NULL, started_at INTEGER NOT NULL, stopped_at INTEGER,
    input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
    redrives INTEGER NOT NULL, redriven_at INTEGER) STRICT;
  CREATE INDEX execution_of_machine ON execution(machine_arn, sequence);
  CREATE INDEX execution_of_machine_by_status ON execution(machine_arn, status, sequence);
  CREATE INDEX execution_by_status ON execution(status, sequence);
  CREATE INDEX execution_stopped ON execution(stopped_at) WHERE stopped_at IS NOT NULL;
  CREATE TABLE execution_state(sequence INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;
  CREATE TABLE execution_events(
    sequence INTEGER NOT NULL, first_id INTEGER NOT NULL, events TEXT NOT NULL,
    PRIMARY KEY(sequence, first_id)) STRICT;
)";

// Both are compressed; what stood there before was plain text.
constexpr std::string_view kCompressed = R"(
  CREATE TABLE compressed_state(sequence INTEGER PRIMARY KEY, state BLOB NOT NULL) STRICT;
  INSERT INTO compressed_state SELECT sequence, CAST(state AS BLOB) FROM execution_state;
  DROP TABLE execution_state;
  ALTER TABLE compressed_state RENAME TO execution_state;
  CREATE TABLE compressed_events(
    sequence INTEGER NOT NULL, first_id INTEGER NOT NULL, events BLOB NOT NULL,
    PRIMARY KEY(sequence, first_id)) STRICT;
  INSERT INTO compressed_events
    SELECT sequence, first_id, CAST(events AS BLOB) FROM execution_events;
  DROP TABLE execution_events;
  ALTER TABLE compressed_events RENAME TO execution_events;
)";

constexpr std::size_t kStateBytesMax = 512U << 20U;
constexpr std::size_t kEventsBytesMax = 512U << 20U;

constexpr std::string_view kSelect =
    "SELECT sequence, arn, name, machine_arn, revision, type, status, started_at, stopped_at, "
    "input, output, error, cause, redrives, redriven_at FROM execution WHERE ";

std::int64_t ms(Timestamp time) { return time.time_since_epoch().count(); }

std::optional<std::int64_t> ms(std::optional<Timestamp> time) {
  return time ? std::optional(ms(*time)) : std::nullopt;
}

Timestamp time_of(std::int64_t ms_value) { return Timestamp(std::chrono::milliseconds(ms_value)); }

std::optional<std::string> text_in(Statement const& row, int column) {
  if (row.null(column)) return std::nullopt;
  return std::string(row.text(column));
}

Bytes blob_in(Statement const& row, int column) {
  BytesView const blob = row.blob(column);
  return {blob.begin(), blob.end()};
}

std::optional<Timestamp> time_in(Statement const& row, int column) {
  if (row.null(column)) return std::nullopt;
  return time_of(row.integer(column));
}

ExecutionRecord record_in(Statement const& row) {
  return {.arn = std::string(row.text(1)),
          .name = std::string(row.text(2)),
          .machine_arn = std::string(row.text(3)),
          .revision = std::string(row.text(4)),
          .type = static_cast<asl::MachineType>(row.integer(5)),
          .status = static_cast<asl::Status>(row.integer(6)),
          .started_at = time_of(row.integer(7)),
          .stopped_at = time_in(row, 8),
          .input = std::string(row.text(9)),
          .output = text_in(row, 10),
          .error = text_in(row, 11),
          .cause = text_in(row, 12),
          .redrives = static_cast<int>(row.integer(13)),
          .redriven_at = time_in(row, 14),
          .sequence = row.integer(0)};
}

Result<ExecutionRecord> read_record(Connection& connection, std::string_view arn) {
  std::optional<ExecutionRecord> found;
  auto const read = each(
      connection, std::string(kSelect) + "arn = ?",
      [&](Statement const& row) { found = record_in(row); }, arn);
  if (!read) return tl::unexpected<Error>(read.error());
  if (!found) return asl::no_execution(arn);
  return std::move(*found);
}

Result<void> insert(Connection& connection, ExecutionRecord const& record) {
  auto inserted = run(
      connection,
      "INSERT INTO execution(arn, name, machine_arn, revision, type, status, started_at, "
      "stopped_at, input, output, error, cause, redrives, redriven_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      record.arn, record.name, record.machine_arn, record.revision, static_cast<int>(record.type),
      static_cast<int>(record.status), ms(record.started_at), ms(record.stopped_at), record.input,
      record.output, record.error, record.cause, record.redrives, ms(record.redriven_at));
  if (!inserted && inserted.error().name == "ConstraintFailed") {
    return fail(Errc::conflict, "ExecutionAlreadyExists",
                "Execution Already Exists: '" + record.arn + "'");
  }
  return inserted;
}

// An update as it is written, made by whoever asks for it: the writer's time is everybody's.
struct Row {
  asl::ExecutionUpdate update;  // its state and events moved on
  Bytes state, events;

  explicit Row(asl::ExecutionUpdate from) : update(std::move(from)) {
    if (update.state && !update.state->empty()) state = compress(*update.state);
    if (!update.events.empty())
      events = compress(asl::array_text(std::exchange(update.events, {})));
  }
};

Result<void> apply(Connection& connection, Row const& row) {
  asl::ExecutionUpdate const& update = row.update;
  if (update.state && update.state->empty()) {
    auto dropped =
        run(connection, "DELETE FROM execution_state WHERE sequence = ?", update.sequence);
    if (!dropped) return dropped;
  } else if (update.state) {
    auto stored = run(connection, "INSERT OR REPLACE INTO execution_state VALUES (?, ?)",
                      update.sequence, BytesView(row.state));
    if (!stored) return stored;
  }
  if (!row.events.empty()) {
    auto stored = run(connection, "INSERT OR REPLACE INTO execution_events VALUES (?, ?, ?)",
                      update.sequence, update.first_event, BytesView(row.events));
    if (!stored) return stored;
  }
  if (!update.record) return {};
  ExecutionRecord const& record = *update.record;
  return run(connection,
             "UPDATE execution SET status = ?, stopped_at = ?, output = ?, error = ?, cause = ?, "
             "redrives = ?, redriven_at = ? WHERE sequence = ?",
             static_cast<int>(record.status), ms(record.stopped_at), record.output, record.error,
             record.cause, record.redrives, ms(record.redriven_at), update.sequence);
}

// The rows that hold the events asked for, whole.
Result<std::vector<Bytes>> event_rows(Connection& connection, std::int64_t sequence,
                                      asl::HistoryQuery const& query) {
  std::vector<Bytes> rows;
  auto const keep = [&](Statement const& row) { rows.push_back(blob_in(row, 0)); };
  auto const limit = static_cast<std::int64_t>(query.limit) + 1;
  std::int64_t const before = query.after == 0 ? INT64_MAX : query.after;
  auto const read =
      query.newest_first
          ? each(connection,
                 "SELECT events FROM execution_events WHERE sequence = ? AND first_id < ? "
                 "ORDER BY first_id DESC LIMIT ?",
                 keep, sequence, before, limit)
          : each(connection,
                 "SELECT events FROM execution_events WHERE sequence = ?1 AND first_id >= "
                 "coalesce((SELECT max(first_id) FROM execution_events WHERE sequence = ?1 AND "
                 "first_id <= ?2), 0) ORDER BY first_id LIMIT ?3",
                 keep, sequence, query.after + 1, limit);
  if (!read) return tl::unexpected<Error>(read.error());
  return rows;
}

bool wanted(Json const& event, asl::HistoryQuery const& query) {
  auto const id = event.value("id", std::int64_t{0});
  if (query.after == 0) return true;
  return query.newest_first ? id < query.after : id > query.after;
}

}  // namespace

Result<std::unique_ptr<ExecutionStore>> ExecutionStore::open(Database& database) {
  std::array<std::string_view, 2> const steps = {kTables, kCompressed};
  auto const ready = database.migrate("executions", steps);
  if (!ready) return tl::unexpected<Error>(ready.error());
  return std::unique_ptr<ExecutionStore>(new ExecutionStore(database));
}

void ExecutionStore::create(ExecutionRecord record, Created done) {
  auto const sequence = std::make_shared<std::int64_t>(0);
  auto const shared_done = std::make_shared<Created>(std::move(done));
  auto const queued = database_.submit(
      [record = std::move(record), sequence](Connection& connection) {
        auto inserted = insert(connection, record);
        if (inserted) *sequence = connection.last_insert_id();
        return inserted;
      },
      [shared_done, sequence](Result<void> written) {
        if (!written) return (*shared_done)(fail(written));
        (*shared_done)(*sequence);
      });
  if (!queued) (*shared_done)(tl::unexpected<Error>(queued.error()));
}

void ExecutionStore::append(asl::ExecutionUpdate update, Done done) {
  auto const shared_done = std::make_shared<Done>(std::move(done));
  auto const queued = database_.submit(
      [row = Row(std::move(update))](Connection& connection) { return apply(connection, row); },
      [shared_done](Result<void> written) { (*shared_done)(std::move(written)); });
  if (!queued) (*shared_done)(tl::unexpected<Error>(queued.error()));
}

Result<asl::StoredExecution> ExecutionStore::load(std::string_view arn) {
  return database_.read([&](Connection& connection) -> Result<asl::StoredExecution> {
    auto record = read_record(connection, arn);
    if (!record) return fail(record);
    asl::StoredExecution stored{std::move(*record), std::nullopt};
    Bytes frame;  // empty where there is no state
    auto const read = each(
        connection, "SELECT state FROM execution_state WHERE sequence = ?",
        [&](Statement const& row) { frame = blob_in(row, 0); }, stored.record.sequence);
    if (!read) return tl::unexpected<Error>(read.error());
    if (frame.empty()) return stored;
    auto state = decompress(frame, kStateBytesMax);
    if (!state) return fail(state);
    stored.state = std::move(*state);
    return stored;
  });
}

Result<ExecutionRecord> ExecutionStore::find(std::string_view arn) {
  return database_.read([&](Connection& connection) { return read_record(connection, arn); });
}

Result<std::vector<ExecutionRecord>> ExecutionStore::list(asl::ExecutionQuery const& query) {
  return database_.read([&](Connection& connection) -> Result<std::vector<ExecutionRecord>> {
    std::vector<ExecutionRecord> records;
    auto const keep = [&](Statement const& row) { records.push_back(record_in(row)); };
    std::int64_t const before = query.before == 0 ? INT64_MAX : query.before;
    auto const limit = static_cast<std::int64_t>(query.limit);
    int const status = static_cast<int>(query.status.value_or(asl::Status::running));
    std::string const sql(kSelect);
    std::string const end = "sequence < ? ORDER BY sequence DESC LIMIT ?";
    bool const all = query.machine_arn.empty();
    auto const read =
        all && query.status
            ? each(connection, sql + "status = ? AND " + end, keep, status, before, limit)
        : all          ? each(connection, sql + end, keep, before, limit)
        : query.status ? each(connection, sql + "machine_arn = ? AND status = ? AND " + end, keep,
                              query.machine_arn, status, before, limit)
                       : each(connection, sql + "machine_arn = ? AND " + end, keep,
                              query.machine_arn, before, limit);
    if (!read) return tl::unexpected<Error>(read.error());
    return records;
  });
}

Result<std::vector<asl::ExecutionStore::Unfinished>> ExecutionStore::unfinished(std::int64_t after,
                                                                                std::size_t limit) {
  return database_.read([&](Connection& connection) -> Result<std::vector<Unfinished>> {
    std::vector<Unfinished> running;
    auto const read = each(
        connection,
        "SELECT sequence, arn FROM execution WHERE status = ? AND sequence > ? "
        "ORDER BY sequence LIMIT ?",
        [&](Statement const& row) {
          running.push_back({row.integer(0), std::string(row.text(1))});
        },
        static_cast<int>(asl::Status::running), after, static_cast<std::int64_t>(limit));
    if (!read) return tl::unexpected<Error>(read.error());
    return running;
  });
}

Result<std::vector<Json>> ExecutionStore::history(std::string_view arn,
                                                  asl::HistoryQuery const& query) {
  return database_.read([&](Connection& connection) -> Result<std::vector<Json>> {
    auto const record = read_record(connection, arn);
    if (!record) return tl::unexpected<Error>(record.error());
    auto const rows = event_rows(connection, record->sequence, query);
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::vector<Json> events;
    for (Bytes const& row : *rows) {
      auto const text = decompress(row, kEventsBytesMax);
      if (!text) return tl::unexpected<Error>(text.error());
      auto parsed = parse_json(*text, {.bytes_max = kEventsBytesMax});
      if (!parsed || !parsed->is_array()) {
        return fail(Errc::corrupt, "StoreCorrupt", "The history of an execution is damaged.");
      }
      if (query.newest_first) std::reverse(parsed->begin(), parsed->end());
      for (Json& event : *parsed) {
        if (events.size() == query.limit) return events;
        if (wanted(event, query)) events.push_back(std::move(event));
      }
    }
    return events;
  });
}

Result<std::size_t> ExecutionStore::drop_stopped_before(Timestamp time, std::size_t limit) {
  return database_.write_value([&](Connection& connection) -> Result<std::size_t> {
    std::vector<std::int64_t> stopped;
    auto const read = each(
        connection,
        "SELECT sequence FROM execution WHERE stopped_at < ? ORDER BY stopped_at LIMIT ?",
        [&](Statement const& row) { stopped.push_back(row.integer(0)); }, ms(time),
        static_cast<std::int64_t>(limit));
    if (!read) return tl::unexpected<Error>(read.error());
    for (std::int64_t const sequence : stopped) {
      for (std::string_view const sql : {"DELETE FROM execution_events WHERE sequence = ?",
                                         "DELETE FROM execution_state WHERE sequence = ?",
                                         "DELETE FROM execution WHERE sequence = ?"}) {
        auto const dropped = run(connection, sql, sequence);
        if (!dropped) return tl::unexpected<Error>(dropped.error());
      }
    }
    return stopped.size();
  });
}

}  // namespace helio::sqlite
