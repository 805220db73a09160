// A stored result (the record of the REST API) as a person reads it.
#pragma once

#include <string>

#include "base/json.hpp"
#include "helio/report_table.hpp"

namespace helio::cli {

// One line: time, status, id, file, the best labels.
[[nodiscard]] std::string result_line(Json const& record, TableStyle style);

// All of it, as blocks like those of `helio analyze`.
[[nodiscard]] std::string result_table(Json const& record, TableStyle style);

}  // namespace helio::cli
