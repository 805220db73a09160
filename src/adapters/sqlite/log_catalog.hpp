// SqliteLogCatalog: groups and streams in the tables that make_log_stores() made.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "logs/log_store.hpp"

namespace helio::sqlite {

[[nodiscard]] std::shared_ptr<logs::LogCatalog> make_log_catalog(Database& database,
                                                                 Clock const& clock);

}  // namespace helio::sqlite
