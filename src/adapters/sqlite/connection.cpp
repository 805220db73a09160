#include "adapters/sqlite/connection.hpp"

#include <sqlite3.h>

namespace helio::sqlite {
namespace {

constexpr int kBusyMs = 5'000;

// Kept for every connection. FULL: a commit is on the disk before it is acknowledged. The cache is
// 16 MB, and a read maps up to 256 MB of the file instead of copying pages.
constexpr char const* kWriterPragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-16384; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
    "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;";
constexpr char const* kReaderPragmas =
    "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA mmap_size=268435456;"
    "PRAGMA temp_store=MEMORY;";

}  // namespace

Error error_of(sqlite3* connection, int code) {
  std::string const detail =
      connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {Errc::exhausted, "DiskFull", "The disk is full; nothing was stored.", detail};
    case SQLITE_CONSTRAINT:
      return {Errc::conflict, "ConstraintFailed",
              "It exists already, or what it refers to does not.", detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Errc::corrupt, "StoreCorrupt",
              "The database file is damaged; restore it from a backup.", detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Errc::unavailable, "StoreBusy", "The database is busy; try again.", detail};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return {Errc::forbidden, "AccessDenied",
              "The database file cannot be opened for writing; check the folder and its owner.",
              detail};
    case SQLITE_IOERR:
      return {Errc::unavailable, "StoreUnavailable",
              "The disk does not take or give what is stored; check it.", detail};
    case SQLITE_TOOBIG:
      return {Errc::too_large, "ValueTooLarge", "The value is larger than the store takes.",
              detail};
    default:
      return {Errc::internal, "StoreError", "The database refused the operation.", detail};
  }
}

Statement::~Statement() {
  if (handle_ == nullptr) return;
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

Statement& Statement::bind(int at, std::string_view text) {
  sqlite3_bind_text64(handle_, at, text.data() != nullptr ? text.data() : "", text.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(handle_, at, number);
  return *this;
}

Statement& Statement::bind(int at, double number) {
  sqlite3_bind_double(handle_, at, number);
  return *this;
}

Statement& Statement::bind(int at, BytesView blob) {
  if (blob.empty()) {
    sqlite3_bind_zeroblob(handle_, at, 0);
  } else {
    sqlite3_bind_blob64(handle_, at, blob.data(), blob.size(), SQLITE_TRANSIENT);
  }
  return *this;
}

Statement& Statement::bind_null(int at) {
  sqlite3_bind_null(handle_, at);
  return *this;
}

Result<bool> Statement::step() {
  int const code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::unexpected<Error>(error_of(sqlite3_db_handle(handle_), code));
}

Result<void> Statement::run() {
  auto const row = step();
  if (!row) return tl::unexpected<Error>(row.error());
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

std::string_view Statement::text(int column) const {
  auto const* const text = reinterpret_cast<char const*>(sqlite3_column_text(handle_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

double Statement::number(int column) const { return sqlite3_column_double(handle_, column); }

BytesView Statement::blob(int column) const {
  auto const* const data = static_cast<std::byte const*>(sqlite3_column_blob(handle_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

bool Statement::null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

Result<std::unique_ptr<Connection>> Connection::open(std::filesystem::path const& path, Mode mode) {
  bool const writes = mode == Mode::read_write;
  // Both modes open for writing: the shared memory of a WAL needs it; query_only keeps readers off.
  int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (writes ? SQLITE_OPEN_CREATE : 0);
  sqlite3* handle = nullptr;
  int const code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  auto connection = std::unique_ptr<Connection>(new Connection(handle));
  if (code != SQLITE_OK) return tl::unexpected<Error>(error_of(handle, code));
  sqlite3_busy_timeout(handle, kBusyMs);
  auto const set = connection->execute(writes ? kWriterPragmas : kReaderPragmas);
  if (!set) return tl::unexpected<Error>(set.error());
  return connection;
}

Connection::~Connection() {
  for (auto const& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

Result<Statement> Connection::prepare(std::string_view sql) {
  auto const known = statements_.find(std::string(sql));
  if (known != statements_.end()) return Statement(known->second);
  sqlite3_stmt* statement = nullptr;
  int const code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected<Error>(error_of(handle_, code));
  statements_.emplace(std::string(sql), statement);
  return Statement(statement);
}

Result<void> Connection::execute(std::string_view sql) {
  int const code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected<Error>(error_of(handle_, code));
  return {};
}

std::int64_t Connection::last_insert_id() const { return sqlite3_last_insert_rowid(handle_); }

std::int64_t Connection::rows_changed() const { return sqlite3_changes64(handle_); }

}  // namespace helio::sqlite
