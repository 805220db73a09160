// WriteProbe: whether the database takes writes now, found out by writing a row of its own.
//
// Threads  callable from any. While one write is unanswered no other is queued, so that asking
//          often costs a hanging disk nothing more.
#pragma once

#include <chrono>
#include <memory>

#include "adapters/sqlite/database.hpp"

namespace helio::sqlite {

class WriteProbe {
 public:
  // `database` outlives it. Errors: as Database::migrate().
  [[nodiscard]] static Result<std::unique_ptr<WriteProbe>> open(Database& database);

  // Returns when the row is on the disk. Errors: the database's; timed_out "StoreTimeout".
  [[nodiscard]] Result<void> write(std::chrono::milliseconds wait_max);

 private:
  struct State;
  explicit WriteProbe(Database& database);

  Database& database_;
  std::shared_ptr<State> state_;  // with the writer's thread
};

}  // namespace helio::sqlite
