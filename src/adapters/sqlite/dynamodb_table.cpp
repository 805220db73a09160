#include "adapters/sqlite/dynamodb_table.hpp"

#include <array>
#include <string_view>

#include "adapters/sqlite/query.hpp"
#include "base/json_dump.hpp"

namespace helio::sqlite {
namespace {

constexpr std::array<std::string_view, 1> kSchema = {R"(
CREATE TABLE dynamodb_item (
  table_name TEXT NOT NULL,
  key TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (table_name, key)
) STRICT, WITHOUT ROWID;
)"};

Result<std::optional<Json>> find(Connection& connection, std::string const& table,
                                 std::string const& key) {
  auto rows = connection.prepare("SELECT item FROM dynamodb_item WHERE table_name = ? AND key = ?");
  if (!rows) return fail(rows);
  auto const row = rows->bind(1, table).bind(2, key).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  auto item = parse_json(rows->text(0), {.depth_max = 128});
  if (item) return std::move(*item);
  return fail(Errc::corrupt, "StoreCorrupt", "An item of the table " + table + " is damaged.",
              item.error().message);
}

}  // namespace

DynamoDbTable::DynamoDbTable(Database& database, aws::dynamodb::TableSchema schema)
    : database_(database), schema_(std::move(schema)) {}

Result<std::unique_ptr<DynamoDbTable>> DynamoDbTable::open(Database& database,
                                                           aws::dynamodb::TableSchema schema) {
  if (auto const ready = database.migrate("dynamodb", kSchema); !ready) {
    return tl::unexpected(ready.error());
  }
  return std::unique_ptr<DynamoDbTable>(new DynamoDbTable(database, std::move(schema)));
}

Result<std::optional<Json>> DynamoDbTable::get(Json const& key) {
  auto const name = key_text(schema_, key);
  if (!name) return tl::unexpected(name.error());
  return database_.read(
      [&](Connection& connection) { return find(connection, schema_.name, *name); });
}

Result<void> DynamoDbTable::change(Json const& key, Change const& change) {
  auto const name = key_text(schema_, key);
  if (!name) return tl::unexpected(name.error());
  return database_.write([&](Connection& connection) -> Result<void> {
    auto const stored = find(connection, schema_.name, *name);
    if (!stored) return tl::unexpected(stored.error());
    auto const item = change(*stored ? &**stored : nullptr);
    if (!item) return tl::unexpected(item.error());
    if (!*item) {
      return run(connection, "DELETE FROM dynamodb_item WHERE table_name = ? AND key = ?",
                 schema_.name, *name);
    }
    return run(connection, "INSERT OR REPLACE INTO dynamodb_item VALUES (?, ?, ?)", schema_.name,
               *name, dump_json(**item));
  });
}

}  // namespace helio::sqlite
