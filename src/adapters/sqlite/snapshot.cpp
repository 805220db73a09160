#include "adapters/sqlite/snapshot.hpp"

#include <system_error>

#include "adapters/sqlite/query.hpp"

namespace helio::sqlite {

// VACUUM INTO reads in one transaction. SQLite's backup interface begins anew whenever somebody
// else writes, and would never end beside a busy server.
Result<void> write_snapshot(std::filesystem::path const& from, std::filesystem::path const& to) {
  std::error_code ignored;
  std::filesystem::remove(to, ignored);
  auto const connection = Connection::open(from, Connection::Mode::read_write);
  if (!connection) return tl::unexpected<Error>(connection.error());
  return run(**connection, "VACUUM INTO ?", to.string());
}

Result<void> each_body(std::filesystem::path const& snapshot,
                       std::function<Result<void>(std::string const& id)> const& visit) {
  auto const connection = Connection::open(snapshot, Connection::Mode::read_write);
  if (!connection) return tl::unexpected<Error>(connection.error());
  auto rows = (*connection)->prepare("SELECT body_id FROM body");
  if (!rows) return fail(rows);
  while (true) {
    auto row = rows->step();
    if (!row) return fail(row);
    if (!*row) return {};
    auto visited = visit(std::string(rows->text(0)));
    if (!visited) return visited;
  }
}

}  // namespace helio::sqlite
