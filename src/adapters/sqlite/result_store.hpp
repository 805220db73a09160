// SqliteResultStore: results::ResultStore over one SQLite file.
//
// A record's row id is its position: created_at in milliseconds shifted by 20 bits, plus a number
// within the millisecond. Every index of SQLite ends in the row id and FTS5 lists matches by it, so
// each kind of question walks one index from the newest on and stops at its limit; nothing is
// sorted. The record itself is a JSON text in a table beside, read only for the rows that answer.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "results/result_store.hpp"

namespace helio::sqlite {

// Makes or migrates its tables. `database` outlives the store. Errors: as Database::migrate().
[[nodiscard]] Result<std::unique_ptr<results::ResultStore>> make_result_store(Database& database);

}  // namespace helio::sqlite
