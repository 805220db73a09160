// The conditions of a delete, as DeleteObject has them in headers and DeleteObjects in elements.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "objects/version_store.hpp"

namespace helio::aws::s3 {

struct ConditionTexts {
  std::optional<std::string_view> etag, size, time;
};

// The time is an HTTP date, or RFC 3339. Errors: invalid_argument "InvalidArgument".
[[nodiscard]] Result<objects::RemoveConditions> read_conditions(ConditionTexts const& texts);

}  // namespace helio::aws::s3
