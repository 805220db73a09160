// Holds JSON to a shape of AWS's description, and says what is wrong in AWS's words:
//   1 validation error detected: Value '101.0' at 'minConfidence' failed to satisfy constraint:
//   Member must have value less than or equal to 100
//
// Checked  types, required members, least and greatest values and lengths, patterns, enums, unions.
//          Unknown members are ignored, null counts as absent. Not checked: how long a blob is, as
//          each service has its own error for that.
// Bounds   at most kFaultsMax faults are said; a value is quoted up to kQuotedMax bytes; recursion
//          ends with the shapes and with parse_json()'s depth.
// Threads  pure.
#pragma once

#include <string_view>

#include "aws/json/model.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::aws::json {

constexpr std::size_t kFaultsMax = 10;
constexpr std::size_t kQuotedMax = 256;

// Errors: invalid_argument "SerializationException" for a value of another type than the shape's;
// `broken_constraint` for one that breaks a constraint.
[[nodiscard]] Result<void> validate(ServiceModel const& model, ShapeIndex shape, Json const& value,
                                    std::string_view broken_constraint);

}  // namespace helio::aws::json
