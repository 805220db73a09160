// FilterPattern: CloudWatch Logs' filter patterns (docs/logs.md). Three languages, told apart by
// their first character:
//
//   ERROR -"timed out" %4..%                    words, phrases, expressions; ?a ?b: one of them
//   { $.level = "WARN" && $.sizes[0] > 10 }     of messages that are JSON
//   [ip, user, ..., status = 4*, bytes]         of messages that are fields between spaces
// Compared as written, upper and lower case apart. An empty pattern matches every message.
//
// Bounds   a pattern is 1,024 bytes, parentheses nest kNestingMax deep; a regular expression that
//          takes too long (base/regex.hpp) does not match.
// Threads  matches() from any.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"

namespace helio::logs {

class MessagePattern;

inline constexpr std::size_t kPatternBytesMax = 1'024;

class FilterPattern {
 public:
  // Errors: invalid_argument "InvalidParameterException" with the reason.
  [[nodiscard]] static Result<FilterPattern> parse(std::string_view text);

  [[nodiscard]] bool matches(std::string_view message) const;

 private:
  explicit FilterPattern(std::shared_ptr<MessagePattern const> pattern);
  std::shared_ptr<MessagePattern const> pattern_;
};

}  // namespace helio::logs
