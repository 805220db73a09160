// JSON: one alias for the whole code base, and the only parser that data from outside may meet.
//
// parse_json() bounds size and nesting before the value exists, because dumping or destroying a
// value nested 200,000 levels deep overflows the stack.
#pragma once

#include <cstddef>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"

namespace helio {

using Json = nlohmann::ordered_json;  // keeps the order of keys: output reads as it was written

struct JsonLimits {
  std::size_t bytes_max = 16U << 20U;
  int depth_max = 64;  // nested arrays and objects
};

// Errors: invalid_argument "InvalidJson" with line and column in the message, too_large
// "JsonTooLarge" or "JsonTooDeep". Duplicate keys: the last one wins.
[[nodiscard]] Result<Json> parse_json(std::string_view text, JsonLimits limits = {});

}  // namespace helio
