// SqliteLogStore: both ports of logs/log_store.hpp over one SQLite file.
//
// An event's row id is its order of arrival; one index by stream and one by group, each then by
// time, serve every read.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "logs/log_store.hpp"

namespace helio::sqlite {

struct LogStores {
  std::shared_ptr<logs::LogCatalog> catalog;
  std::shared_ptr<logs::LogStore> store;
};

// Makes or migrates the tables. `database` and `clock` outlive the stores. Errors: as
// Database::migrate().
[[nodiscard]] Result<LogStores> make_log_stores(Database& database, Clock const& clock);

}  // namespace helio::sqlite
