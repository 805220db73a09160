// The answer to results::ResultStore::activity().
#pragma once

#include "adapters/sqlite/connection.hpp"
#include "results/activity.hpp"

namespace helio::sqlite {

[[nodiscard]] Result<results::Activity> activity(Connection& connection,
                                                 results::ActivityQuery const& query);

}  // namespace helio::sqlite
