// Connection and Statement: SQLite's C interface with owners and Results, and nothing more.
//
//   Statement rows = connection.prepare("SELECT name, size FROM object WHERE bucket = ?").value();
//   rows.bind(1, bucket);
//   while (true) {
//     auto const row = rows.step();
//     if (!row) return fail(row.error()…);
//     if (!*row) break;
//     use(rows.text(0), rows.integer(1));
//   }
//
// Statements are prepared once per connection and kept: prepare() hands the same one out again,
// reset. Two uses of the same SQL must not overlap.
// Threads  one at a time; Database sees to that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace helio::sqlite {

class Statement {
 public:
  explicit Statement(sqlite3_stmt* handle) noexcept : handle_(handle) {}
  ~Statement();  // resets, so that no read stays open and no value stays bound
  Statement(Statement&& from) noexcept : handle_(std::exchange(from.handle_, nullptr)) {}
  Statement& operator=(Statement&&) = delete;

  // Parameters count from 1. Texts and blobs are copied.
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, char const* text) { return bind(at, std::string_view(text)); }
  Statement& bind(int at, std::int64_t number);
  Statement& bind(int at, int number) { return bind(at, static_cast<std::int64_t>(number)); }
  Statement& bind(int at, double number);
  Statement& bind(int at, BytesView blob);
  Statement& bind_null(int at);
  template <typename T>
  Statement& bind(int at, std::optional<T> const& value) {
    return value ? bind(at, *value) : bind_null(at);
  }

  // True: a row is there. False: no more. Errors: as Database; conflict "ConstraintFailed".
  [[nodiscard]] Result<bool> step();
  // For statements without rows.
  [[nodiscard]] Result<void> run();
  void reset();  // to run again with new values

  // Columns count from 0; the views live until the next step().
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double number(int column) const;
  [[nodiscard]] BytesView blob(int column) const;
  [[nodiscard]] bool null(int column) const;

 private:
  sqlite3_stmt* handle_;
};

class Connection {
 public:
  enum class Mode { read_write, read_only };

  [[nodiscard]] static Result<std::unique_ptr<Connection>> open(std::filesystem::path const& path,
                                                                Mode mode);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  [[nodiscard]] Result<void> execute(std::string_view sql);  // one or more, without parameters
  [[nodiscard]] std::int64_t last_insert_id() const;
  [[nodiscard]] std::int64_t rows_changed() const;  // by the last INSERT, UPDATE or DELETE
  [[nodiscard]] sqlite3* handle() const noexcept { return handle_; }

  // For work that Database runs: calls `told`, on the writer's thread, once what the work wrote is
  // on the disk, and never if that is rolled back. It must be quick.
  void after_commit(std::function<void()> told) { told_.push_back(std::move(told)); }

 private:
  friend class Database;
  explicit Connection(sqlite3* handle) noexcept : handle_(handle) {}

  sqlite3* handle_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
  std::vector<std::function<void()>> told_;  // of the transaction under way
};

// The Error for SQLite's result code, with what the connection says about it as detail.
[[nodiscard]] Error error_of(sqlite3* connection, int code);

}  // namespace helio::sqlite
