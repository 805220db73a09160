// MessagePattern: one of the three languages of filter patterns (filter_pattern.hpp), parsed.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace helio::logs {

class MessagePattern {
 public:
  virtual ~MessagePattern() = default;
  [[nodiscard]] virtual bool matches(std::string_view message) const = 0;
};

// Each reads a whole pattern, and is refused with invalid_pattern().
using ParsedPattern = Result<std::unique_ptr<MessagePattern const>>;
[[nodiscard]] ParsedPattern parse_terms(std::string_view text);         // ERROR -"timed out"
[[nodiscard]] ParsedPattern parse_json_pattern(std::string_view text);  // { $.status = 4* }
[[nodiscard]] ParsedPattern parse_fields(std::string_view text);        // [ip, ..., status >= 400]

// invalid_argument "InvalidParameterException"; `why` is a sentence.
[[nodiscard]] inline tl::unexpected<Error> invalid_pattern(std::string why) {
  return fail(Errc::invalid_argument, "InvalidParameterException",
              "Invalid filter pattern. " + std::move(why));
}

}  // namespace helio::logs
