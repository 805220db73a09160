// The port in memory, for tests. Questions walk through all records.
#pragma once

#include <memory>

#include "results/result_store.hpp"

namespace helio::results {

[[nodiscard]] std::unique_ptr<ResultStore> make_memory_result_store();

}  // namespace helio::results
