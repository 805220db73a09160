// A stored result (the record of the REST API) as a person reads it.
#pragma once

#include <string>

#include "base/json.hpp"
#include "helio/report_table.hpp"

namespace helio::cli {

inline constexpr int kWholeLines = 0;  // columns: for a pipe, where a program may read the names

// One line: time, status, id, file, the best labels or what is wrong.
[[nodiscard]] std::string result_line(Json const& record, TableStyle style);

// All of it, as blocks like those of `helio analyze`.
[[nodiscard]] std::string result_table(Json const& record, TableStyle style);

}  // namespace helio::cli
