// Database: one SQLite file, many readers, one writer that commits for everybody.
//
// Writing    write() queues a piece of work; the writer thread runs all that are waiting in one
//            transaction, each in a savepoint of its own, and commits once: hundreds of requests
//            share one fsync. A piece that fails is rolled back alone, and the others stand.
// Durability WAL, synchronous=FULL: what write() returned from is on the disk.
// Reading    read() runs on the caller's thread on a read-only connection with one snapshot. It
// does
//            not see what is still queued, and sees everything that was acknowledged.
// Errors     exhausted "SlowDown" (the queue is full), "DiskFull"; unavailable "StoreUnavailable"
//            (SQLite's I/O errors); corrupt "StoreCorrupt"; and whatever the work returns.
// Threads    callable from any, but not from within a piece of work: that would wait for itself.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "adapters/sqlite/connection.hpp"
#include "base/result.hpp"

namespace helio::sqlite {

struct DatabaseOptions {
  std::size_t queue_max = 10'000;       // pieces of work that wait
  std::size_t transaction_max = 1'000;  // pieces per transaction
  std::size_t readers_max = 8;          // read connections kept open
  // Keep every other process off. Without, SQLite's own locks let processes write in turns.
  bool exclusive = true;
};

class Database {
 public:
  using Work = std::function<Result<void>(Connection&)>;
  using Done = std::function<void(Result<void>)>;

  // Opens or makes the file. Errors: "StoreCorrupt", "AccessDenied", "DiskFull", and conflict
  // "StoreInUse" where another process has it open for writing.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(std::filesystem::path const& path,
                                                              DatabaseOptions options = {});
  ~Database();  // runs what was accepted, then closes
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;

  // Waits until `work` is committed. It may run again if the commit of its batch fails, so it has
  // no effects but those on the database and on its own locals.
  [[nodiscard]] Result<void> write(Work work);

  // The same without waiting: `done` is called on the writer's thread after the commit, and must be
  // quick. Refused at once ("SlowDown") past the queue's bound, and then `done` is not called.
  [[nodiscard]] Result<void> submit(Work work, Done done);

  // `work` returns Result<T>.
  template <typename F>
  [[nodiscard]] auto read(F&& work) -> decltype(work(std::declval<Connection&>())) {
    auto reader = borrow_reader();
    if (!reader) return fail(reader);
    return std::forward<F>(work)(**reader);
  }

  // write() for work that returns a value.
  template <typename F>
  [[nodiscard]] auto write_value(F work) -> decltype(work(std::declval<Connection&>())) {
    decltype(work(std::declval<Connection&>())) value = fail(Errc::internal, "NotRun", "not run");
    auto const done = write([&](Connection& connection) -> Result<void> {
      value = work(connection);
      if (!value)
        return fail(value.error().code, value.error().name, value.error().message,
                    value.error().detail);
      return {};
    });
    if (!done) return tl::unexpected<Error>(done.error());
    return value;
  }

  // Brings one component's tables to their newest form: runs, in one transaction, those of `steps`
  // (each some SQL) that have not run on this file before. Steps are only ever appended to the
  // list.
  [[nodiscard]] Result<void> migrate(std::string_view component,
                                     std::span<std::string_view const> steps);

 private:
  struct Parts;
  struct ReturnReader {
    Database* database = nullptr;
    void operator()(Connection* connection) const noexcept;
  };
  using Reader = std::unique_ptr<Connection, ReturnReader>;

  explicit Database(std::unique_ptr<Parts> parts);
  [[nodiscard]] Result<Reader> borrow_reader();

  std::unique_ptr<Parts> parts_;
};

}  // namespace helio::sqlite
