#include "adapters/sqlite/key_store.hpp"

#include <array>

#include "adapters/sqlite/query.hpp"

namespace helio::sqlite {
namespace {

// `role` holds the numbers of kRoles.
constexpr std::string_view kTables = R"(
CREATE TABLE access_key (
  access_key_id TEXT PRIMARY KEY, name TEXT NOT NULL, role INTEGER NOT NULL,
  bucket TEXT NOT NULL, prefix TEXT NOT NULL, created_at INTEGER NOT NULL,
  sealed_secret BLOB NOT NULL, token_sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)";

// Stored: only ever append.
constexpr std::array kRoles = {aws::Role::admin, aws::Role::uploader, aws::Role::viewer};

std::int64_t number_of(aws::Role role) {
  std::int64_t number = 0;
  while (kRoles.at(static_cast<std::size_t>(number)) != role) ++number;
  return number;
}

// A number that a later version wrote is the role that may least.
aws::Role role_of(std::int64_t number) {
  bool const known = number >= 0 && static_cast<std::size_t>(number) < kRoles.size();
  return known ? kRoles.at(static_cast<std::size_t>(number)) : aws::Role::viewer;
}

constexpr std::string_view kFind =
    "SELECT access_key_id, name, role, bucket, prefix, created_at, sealed_secret, token_sha256 "
    "FROM access_key WHERE access_key_id = ?";
constexpr std::string_view kList =
    "SELECT access_key_id, name, role, bucket, prefix, created_at, sealed_secret, token_sha256 "
    "FROM access_key ORDER BY created_at, access_key_id";

aws::StoredKey read_key(Statement const& row) {
  auto const sealed = row.blob(6);
  return {.key = {.access_key_id = std::string(row.text(0)),
                  .name = std::string(row.text(1)),
                  .grant = {.role = role_of(row.integer(2)),
                            .bucket = std::string(row.text(3)),
                            .prefix = std::string(row.text(4))},
                  .created_at = Timestamp(std::chrono::milliseconds(row.integer(5)))},
          .sealed_secret = Bytes(sealed.begin(), sealed.end()),
          .token_sha256 = std::string(row.text(7))};
}

}  // namespace

Result<std::unique_ptr<KeyStore>> KeyStore::open(Database& database) {
  std::array<std::string_view, 1> const steps = {kTables};
  auto migrated = database.migrate("access_key", steps);
  if (!migrated) return fail(migrated);
  return std::unique_ptr<KeyStore>(new KeyStore(database));
}

Result<void> KeyStore::insert(aws::StoredKey const& stored) {
  return database_.write([&](Connection& connection) {
    auto const& key = stored.key;
    return run(connection, "INSERT INTO access_key VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
               key.access_key_id, key.name, number_of(key.grant.role), key.grant.bucket,
               key.grant.prefix, key.created_at.time_since_epoch().count(),
               BytesView(stored.sealed_secret), stored.token_sha256);
  });
}

Result<std::optional<aws::StoredKey>> KeyStore::find(std::string_view access_key_id) {
  return database_.read([&](Connection& connection) -> Result<std::optional<aws::StoredKey>> {
    std::optional<aws::StoredKey> found;
    auto done = each(
        connection, kFind, [&](Statement const& row) { found = read_key(row); }, access_key_id);
    if (!done) return fail(done);
    return found;
  });
}

Result<std::vector<aws::StoredKey>> KeyStore::list() {
  return database_.read([&](Connection& connection) -> Result<std::vector<aws::StoredKey>> {
    std::vector<aws::StoredKey> keys;
    auto done =
        each(connection, kList, [&](Statement const& row) { keys.push_back(read_key(row)); });
    if (!done) return fail(done);
    return keys;
  });
}

Result<bool> KeyStore::remove(std::string_view access_key_id) {
  return database_.write_value([&](Connection& connection) -> Result<bool> {
    auto done = run(connection, "DELETE FROM access_key WHERE access_key_id = ?", access_key_id);
    if (!done) return fail(done);
    return connection.rows_changed() == 1;
  });
}

}  // namespace helio::sqlite
