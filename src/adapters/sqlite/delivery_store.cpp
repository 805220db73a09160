#include "adapters/sqlite/delivery_store.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/json_dump.hpp"

namespace helio::sqlite {
namespace {

using notify::Delivery;
using Deliveries = std::vector<Delivery>;

constexpr std::array<std::string_view, 1> kSchema = {R"(
CREATE TABLE delivery (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  notification TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  dead INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_waiting ON delivery (channel, next_at) WHERE dead = 0;
CREATE INDEX delivery_dead ON delivery (id) WHERE dead = 1;
)"};

std::int64_t to_ms(Timestamp time) { return time.time_since_epoch().count(); }

// A row of "id, channel, notification, attempts, next_at, last_error, dead".
Result<Delivery> delivery_of(Statement const& row) {
  auto const json = parse_json(row.text(2));
  if (!json) return tl::unexpected(json.error());
  auto notification = notify::notification_from_json(*json);
  if (!notification) return fail(notification);
  Delivery delivery;
  delivery.id = row.text(0);
  delivery.channel = row.text(1);
  delivery.notification = std::move(*notification);
  delivery.attempts = static_cast<int>(row.integer(3));
  delivery.next_at = Timestamp(std::chrono::milliseconds(row.integer(4)));
  delivery.last_error = row.text(5);
  delivery.dead = row.integer(6) != 0;
  return delivery;
}

Result<Deliveries> all(Statement& rows) {
  Deliveries found;
  for (auto row = rows.step();; row = rows.step()) {
    if (!row) return fail(row);
    if (!*row) return found;
    auto delivery = delivery_of(rows);
    if (!delivery) return fail(delivery);
    found.push_back(std::move(*delivery));
  }
}

class SqliteDeliveryStore final : public notify::DeliveryStore {
 public:
  explicit SqliteDeliveryStore(Database& database) : database_(database) {}

  Result<void> put(Delivery const& delivery) override {
    return database_.write([&delivery](Connection& connection) -> Result<void> {
      auto row = connection.prepare("INSERT OR REPLACE INTO delivery VALUES (?, ?, ?, ?, ?, ?, ?)");
      if (!row) return fail(row);
      row->bind(1, delivery.id).bind(2, delivery.channel);
      row->bind(3, dump_json(notify::notification_json(delivery.notification)));
      row->bind(4, delivery.attempts).bind(5, to_ms(delivery.next_at));
      return row->bind(6, delivery.last_error).bind(7, delivery.dead ? 1 : 0).run();
    });
  }

  Result<Delivery> get(std::string_view id) override {
    return database_.read([id](Connection& connection) -> Result<Delivery> {
      auto rows = connection.prepare("SELECT * FROM delivery WHERE id = ?");
      if (!rows) return fail(rows);
      auto const row = rows->bind(1, id).step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return fail(Errc::not_found, "DeliveryNotFound", "There is no such delivery.");
      return delivery_of(*rows);
    });
  }

  Result<void> remove(std::string_view id) override {
    return database_.write([id](Connection& connection) -> Result<void> {
      auto row = connection.prepare("DELETE FROM delivery WHERE id = ?");
      if (!row) return fail(row);
      return row->bind(1, id).run();
    });
  }

  Result<Deliveries> due(std::string_view channel, Timestamp now, int limit) override {
    return database_.read([&](Connection& connection) -> Result<Deliveries> {
      auto rows = connection.prepare(
          "SELECT * FROM delivery WHERE dead = 0 AND channel = ? AND next_at <= ?"
          " ORDER BY next_at LIMIT ?");
      if (!rows) return fail(rows);
      return all(rows->bind(1, channel).bind(2, to_ms(now)).bind(3, limit));
    });
  }

  Result<Deliveries> dead(std::string_view after, int limit) override {
    return database_.read([&](Connection& connection) -> Result<Deliveries> {
      auto rows = connection.prepare(
          "SELECT * FROM delivery WHERE dead = 1 AND id > ? ORDER BY id LIMIT ?");
      if (!rows) return fail(rows);
      return all(rows->bind(1, after).bind(2, limit));
    });
  }

  Result<std::int64_t> sweep_dead(Timestamp before, int count_max) override {
    return database_.write_value([=](Connection& connection) -> Result<std::int64_t> {
      auto rows = connection.prepare(
          "DELETE FROM delivery WHERE id IN"
          " (SELECT id FROM delivery WHERE dead = 1 AND next_at < ? LIMIT ?)");
      if (!rows) return fail(rows);
      if (auto done = rows->bind(1, to_ms(before)).bind(2, count_max).run(); !done) {
        return fail(done);
      }
      return connection.rows_changed();
    });
  }

  Result<std::int64_t> waiting(std::string_view channel) override {
    return database_.read([channel](Connection& connection) -> Result<std::int64_t> {
      auto rows =
          connection.prepare("SELECT count(*) FROM delivery WHERE dead = 0 AND channel = ?");
      if (!rows) return fail(rows);
      auto const row = rows->bind(1, channel).step();
      if (!row) return tl::unexpected(row.error());
      return rows->integer(0);
    });
  }

 private:
  Database& database_;
};

}  // namespace

Result<std::unique_ptr<notify::DeliveryStore>> make_delivery_store(Database& database) {
  if (auto done = database.migrate("deliveries", kSchema); !done) return fail(done);
  return std::make_unique<SqliteDeliveryStore>(database);
}

}  // namespace helio::sqlite
