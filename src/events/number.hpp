// Numbers as EventBridge compares them: by value, so that 300, 300.0 and 3.0e2 are equal.
#pragma once

#include <optional>
#include <string_view>

namespace helio::events {

// The value of a JSON number, if a double holds it exactly as written (up to 17 significant
// digits): what it cannot hold is compared as text only. -0 is 0.
[[nodiscard]] std::optional<double> comparable_number(std::string_view text);

}  // namespace helio::events
