// FilterPattern: CloudWatch Logs' patterns for unstructured events.
//
//   ERROR "timed out"   both occur          -Retry    does not occur
//   ?ERROR ?WARN        one of them occurs  (empty)   every event
// Terms are compared as written, upper and lower case apart, and found anywhere in the message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace helio::logs {

class FilterPattern {
 public:
  // Errors: invalid_argument "InvalidParameterException": over 1,024 bytes, a quote that is not
  // closed, or a pattern for JSON or space-delimited events, which are not supported.
  [[nodiscard]] static Result<FilterPattern> parse(std::string_view text);

  [[nodiscard]] bool matches(std::string_view message) const;

 private:
  std::vector<std::string> all_, any_, none_;
};

}  // namespace helio::logs
