// SqliteDeliveryStore: notify::DeliveryStore over one SQLite file.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "notify/delivery_store.hpp"

namespace helio::sqlite {

// Makes or migrates its table. `database` outlives the store. Errors: as Database::migrate().
[[nodiscard]] Result<std::unique_ptr<notify::DeliveryStore>> make_delivery_store(
    Database& database);

}  // namespace helio::sqlite
