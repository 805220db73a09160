#include "adapters/sqlite/result_store.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/sqlite/result_activity.hpp"
#include "adapters/sqlite/result_question.hpp"
#include "base/json.hpp"
#include "base/json_dump.hpp"
#include "results/search_text.hpp"

namespace helio::sqlite {
namespace {

using results::Page;
using results::Query;
using results::Record;
using results::Removed;
using results::Status;

constexpr std::array<std::string_view, 1> kSchema = {R"(
CREATE TABLE result (
  position INTEGER PRIMARY KEY,
  image_id TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL,
  status INTEGER NOT NULL,
  confidence REAL,
  expires_at INTEGER
) STRICT;
CREATE INDEX result_by_user ON result (user_id);
CREATE INDEX result_by_user_and_status ON result (user_id, status);
CREATE INDEX result_by_status ON result (status);
CREATE INDEX result_by_confidence ON result (confidence);
CREATE INDEX result_by_expiry ON result (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE result_document (position INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE result_label (
  label TEXT NOT NULL,
  position INTEGER NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (label, position)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE result_search USING fts5 (
  labels, text, file, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TABLE result_count (status INTEGER PRIMARY KEY, records INTEGER NOT NULL) STRICT;
CREATE TRIGGER result_counted AFTER INSERT ON result BEGIN
  INSERT INTO result_count VALUES (new.status, 1)
    ON CONFLICT (status) DO UPDATE SET records = records + 1;
END;
CREATE TRIGGER result_uncounted AFTER DELETE ON result BEGIN
  UPDATE result_count SET records = records - 1 WHERE status = old.status;
END;
)"};

Result<Record> parse_document(std::string_view text) {
  auto json = parse_json(text);
  if (!json) return fail(json);
  return results::record_from_json(std::move(*json));
}

// Runs `sql`, which has one parameter, `value`.
template <typename T>
Result<void> run(Connection& connection, std::string_view sql, T value) {
  auto statement = connection.prepare(sql);
  if (!statement) return fail(statement);
  return statement->bind(1, value).run();
}

struct Stored {
  std::int64_t position = 0;
  Record record;
};

Result<std::optional<Stored>> find(Connection& connection, std::string_view image_id) {
  auto rows = connection.prepare(
      "SELECT r.position, d.json FROM result r JOIN result_document d USING (position)"
      " WHERE r.image_id = ?");
  if (!rows) return fail(rows);
  auto row = rows->bind(1, image_id).step();
  if (!row) return fail(row);
  if (!*row) return std::optional<Stored>();
  auto record = parse_document(rows->text(1));
  if (!record) return fail(record);
  return std::optional(Stored{rows->integer(0), std::move(*record)});
}

Result<void> erase(Connection& connection, Stored const& stored) {
  auto labels = connection.prepare("DELETE FROM result_label WHERE label = ? AND position = ?");
  if (!labels) return fail(labels);
  for (results::LabelEntry const& entry : results::label_entries(stored.record)) {
    if (auto done = labels->bind(1, entry.key).bind(2, stored.position).run(); !done) return done;
    labels->reset();
  }
  for (std::string_view const sql :
       {"DELETE FROM result WHERE position = ?", "DELETE FROM result_document WHERE position = ?",
        "DELETE FROM result_search WHERE rowid = ?"}) {
    if (auto done = run(connection, sql, stored.position); !done) return done;
  }
  return {};
}

// The first free position of the record's millisecond.
Result<std::int64_t> new_position(Connection& connection, Timestamp created_at) {
  std::int64_t const first = first_position(created_at);
  auto rows =
      connection.prepare("SELECT max(position) FROM result WHERE position >= ? AND position < ?");
  if (!rows) return fail(rows);
  auto const row = rows->bind(1, first).bind(2, first + kPositionsPerMs).step();
  if (!row) return tl::unexpected(row.error());
  return rows->null(0) ? first : rows->integer(0) + 1;
}

Result<void> insert_search(Connection& connection, Stored const& stored) {
  auto labels = connection.prepare("INSERT INTO result_label VALUES (?, ?, ?)");
  if (!labels) return fail(labels);
  for (results::LabelEntry const& entry : results::label_entries(stored.record)) {
    labels->bind(1, entry.key).bind(2, stored.position).bind(3, entry.confidence);
    if (auto done = labels->run(); !done) return done;
    labels->reset();
  }
  if (stored.record.status == Status::processing) return {};
  auto search = connection.prepare(
      "INSERT INTO result_search (rowid, labels, text, file) VALUES (?, ?, ?, ?)");
  if (!search) return fail(search);
  results::SearchText const text = results::search_text(stored.record);
  return search->bind(1, stored.position)
      .bind(2, text.labels)
      .bind(3, text.text)
      .bind(4, text.file)
      .run();
}

Result<void> insert(Connection& connection, Stored stored) {
  Record const& record = stored.record;
  auto row = connection.prepare("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?)");
  if (!row) return fail(row);
  row->bind(1, stored.position).bind(2, record.image_id).bind(3, record.user_id);
  row->bind(4, static_cast<int>(record.status)).bind(5, record.confidence);
  row->bind(6, record.expires_at ? std::optional(to_ms(*record.expires_at)) : std::nullopt);
  if (auto done = row->run(); !done) return done;
  if (auto done = insert_search(connection, stored); !done) return done;
  auto document = connection.prepare("INSERT INTO result_document VALUES (?, ?)");
  if (!document) return fail(document);
  // What a model read may be broken UTF-8; it must not make the record unreadable.
  std::string const json = dump_json(results::record_json(std::move(stored.record)));
  return document->bind(1, stored.position).bind(2, json).run();
}

Result<bool> put_record(Connection& connection, Record const& record) {
  auto old = find(connection, record.image_id);
  if (!old) return fail(old);
  Stored made{0, record};
  if (*old) {
    if (!results::replaces(record, (*old)->record)) return false;
    if (auto done = erase(connection, **old); !done) return fail(done);
    if (results::same_version(record, (*old)->record)) {
      made.position = (*old)->position;
      made.record.created_at = (*old)->record.created_at;
    }
  }
  if (made.position == 0) {
    auto position = new_position(connection, record.created_at);
    if (!position) return fail(position);
    made.position = *position;
  }
  if (auto done = insert(connection, std::move(made)); !done) return fail(done);
  return true;
}

class SqliteResultStore final : public results::ResultStore {
 public:
  explicit SqliteResultStore(Database& database) : database_(database) {}

  Result<bool> put(Record const& record) override {
    return database_.write_value(
        [&record](Connection& connection) { return put_record(connection, record); });
  }

  Result<Record> get(std::string_view image_id) override {
    return database_.read([image_id](Connection& connection) -> Result<Record> {
      auto stored = find(connection, image_id);
      if (!stored) return fail(stored);
      if (!*stored) return results::no_such_result();
      return std::move((*stored)->record);
    });
  }

  Result<Removed> remove(std::string_view image_id) override {
    return database_.write_value([image_id](Connection& connection) -> Result<Removed> {
      auto stored = find(connection, image_id);
      if (!stored) return fail(stored);
      if (!*stored) return results::no_such_result();
      if (auto done = erase(connection, **stored); !done) return fail(done);
      return results::removed((*stored)->record);
    });
  }

  Result<Page> query(Query const& query) override {
    return database_.read([&query](Connection& connection) -> Result<Page> {
      auto found = answer(connection, query);
      if (!found) return fail(found);
      Page page;
      page.next = found->next ? std::to_string(*found->next) : std::string();
      for (std::string const& document : found->documents) {
        auto record = parse_document(document);
        if (!record) return fail(record);
        page.items.push_back(std::move(*record));
      }
      return page;
    });
  }

  Result<std::vector<Removed>> expired(Timestamp now, int count_max) override {
    using Found = Result<std::vector<Removed>>;
    return database_.read([now, count_max](Connection& connection) -> Found {
      auto rows = connection.prepare(
          "SELECT d.json FROM result r JOIN result_document d USING (position)"
          " WHERE r.expires_at <= ? ORDER BY r.expires_at LIMIT ?");
      if (!rows) return fail(rows);
      rows->bind(1, to_ms(now)).bind(2, count_max);
      std::vector<Removed> found;
      for (auto row = rows->step();; row = rows->step()) {
        if (!row) return fail(row);
        if (!*row) return found;
        auto const record = parse_document(rows->text(0));
        if (!record) return tl::unexpected(record.error());
        found.push_back(results::removed(*record));
      }
    });
  }

  Result<std::map<Status, std::int64_t>> counts() override {
    using Counts = std::map<Status, std::int64_t>;
    return database_.read([](Connection& connection) -> Result<Counts> {
      auto rows = connection.prepare("SELECT status, records FROM result_count WHERE records > 0");
      if (!rows) return fail(rows);
      Counts counts;
      for (auto row = rows->step();; row = rows->step()) {
        if (!row) return fail(row);
        if (!*row) return counts;
        counts[static_cast<Status>(rows->integer(0))] = rows->integer(1);
      }
    });
  }

  Result<results::Activity> activity(results::ActivityQuery const& query) override {
    return database_.read(
        [&query](Connection& connection) { return sqlite::activity(connection, query); });
  }

 private:
  Database& database_;
};

}  // namespace

Result<std::unique_ptr<results::ResultStore>> make_result_store(Database& database) {
  if (auto done = database.migrate("results", kSchema); !done) return fail(done);
  return std::make_unique<SqliteResultStore>(database);
}

}  // namespace helio::sqlite
