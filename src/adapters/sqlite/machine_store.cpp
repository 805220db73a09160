#include "adapters/sqlite/machine_store.hpp"

#include <array>
#include <optional>

#include "adapters/sqlite/query.hpp"
#include "asl/arn.hpp"

namespace helio::sqlite {

using asl::MachineRecord;

namespace {

// Revisions stay when the machine goes: executions may still run them.
constexpr std::string_view kTables = R"(
  CREATE TABLE machine(arn TEXT PRIMARY KEY, name TEXT NOT NULL, revision TEXT NOT NULL) STRICT;
  CREATE INDEX machine_by_name ON machine(name);
  CREATE TABLE machine_revision(
    arn TEXT NOT NULL, revision TEXT NOT NULL, name TEXT NOT NULL, type INTEGER NOT NULL,
    definition TEXT NOT NULL, role_arn TEXT NOT NULL, created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL, PRIMARY KEY(arn, revision)) STRICT;
)";

constexpr std::string_view kSelect =
    "SELECT r.arn, r.revision, r.name, r.type, r.definition, r.role_arn, r.created_at, "
    "r.updated_at FROM machine_revision r ";

std::int64_t ms(Timestamp time) { return time.time_since_epoch().count(); }

MachineRecord machine_in(Statement const& row) {
  return {.arn = std::string(row.text(0)),
          .name = std::string(row.text(2)),
          .type = static_cast<asl::MachineType>(row.integer(3)),
          .definition = std::string(row.text(4)),
          .role_arn = std::string(row.text(5)),
          .revision = std::string(row.text(1)),
          .created_at = Timestamp(std::chrono::milliseconds(row.integer(6))),
          .updated_at = Timestamp(std::chrono::milliseconds(row.integer(7)))};
}

template <typename... Values>
Result<std::vector<MachineRecord>> machines(Connection& connection, std::string_view where,
                                            Values const&... values) {
  std::vector<MachineRecord> found;
  auto const read = each(
      connection, std::string(kSelect) + std::string(where),
      [&](Statement const& row) { found.push_back(machine_in(row)); }, values...);
  if (!read) return tl::unexpected<Error>(read.error());
  return found;
}

Result<MachineRecord> only(Result<std::vector<MachineRecord>> found, std::string_view arn) {
  if (!found) return fail(found);
  if (found->empty()) return asl::no_machine(arn);
  return std::move(found->front());
}

}  // namespace

Result<std::unique_ptr<MachineStore>> MachineStore::open(Database& database) {
  std::array<std::string_view, 1> const steps = {kTables};
  auto const ready = database.migrate("machines", steps);
  if (!ready) return tl::unexpected<Error>(ready.error());
  return std::unique_ptr<MachineStore>(new MachineStore(database));
}

Result<void> MachineStore::put(MachineRecord const& machine) {
  return database_.write([&](Connection& connection) -> Result<void> {
    auto const stored =
        run(connection, "INSERT OR REPLACE INTO machine_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            machine.arn, machine.revision, machine.name, static_cast<int>(machine.type),
            machine.definition, machine.role_arn, ms(machine.created_at), ms(machine.updated_at));
    if (!stored) return stored;
    return run(connection, "INSERT OR REPLACE INTO machine VALUES (?, ?, ?)", machine.arn,
               machine.name, machine.revision);
  });
}

Result<MachineRecord> MachineStore::find(std::string_view arn) {
  return database_.read([&](Connection& connection) {
    return only(machines(connection, "JOIN machine m USING (arn, revision) WHERE m.arn = ?", arn),
                arn);
  });
}

Result<MachineRecord> MachineStore::revision(std::string_view arn, std::string_view revision) {
  return database_.read([&](Connection& connection) {
    return only(machines(connection, "WHERE r.arn = ? AND r.revision = ?", arn, revision), arn);
  });
}

Result<std::vector<MachineRecord>> MachineStore::list(std::string_view after_name,
                                                      std::size_t limit) {
  return database_.read([&](Connection& connection) {
    return machines(connection,
                    "JOIN machine m USING (arn, revision) WHERE m.name > ? ORDER BY m.name LIMIT ?",
                    after_name, static_cast<std::int64_t>(limit));
  });
}

Result<void> MachineStore::remove(std::string_view arn) {
  return database_.write([&](Connection& connection) -> Result<void> {
    auto const removed = run(connection, "DELETE FROM machine WHERE arn = ?", arn);
    if (!removed) return removed;
    if (connection.rows_changed() == 0) return asl::no_machine(arn);
    return {};
  });
}

}  // namespace helio::sqlite
