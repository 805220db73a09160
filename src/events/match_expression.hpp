// Reads what stands in the array of a pattern's field: strings, numbers and match expressions such
// as {"prefix": "uploads/"}. Pattern::parse() reads what is around it.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "events/json_reader.hpp"
#include "events/value_pattern.hpp"

namespace helio::events {

// Names of operators, which no field inside "$or" may have.
[[nodiscard]] bool is_reserved_in_or(std::string_view name) noexcept;

// "InvalidEventPatternException" with a reason and the place that `in` has read up to.
[[nodiscard]] tl::unexpected<Error> reject(JsonReader const& in, std::string_view reason);

// From behind the array's bracket to behind its end.
[[nodiscard]] Result<std::vector<ValuePattern>> read_value_patterns(JsonReader& in);

}  // namespace helio::events
