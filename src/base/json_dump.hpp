// dump_json(): a value as JSON text, the way parse_json() reads one.
#pragma once

#include <string>

#include "base/json.hpp"

namespace helio {

// On one line, without spaces. What is not UTF-8 becomes U+FFFD, where the library's own dump()
// throws.
[[nodiscard]] std::string dump_json(Json const& value);

}  // namespace helio
