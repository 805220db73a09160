#include "logs/filter_pattern.hpp"

#include <utility>

#include "logs/message_pattern.hpp"

namespace helio::logs {

FilterPattern::FilterPattern(std::shared_ptr<MessagePattern const> pattern)
    : pattern_(std::move(pattern)) {}

Result<FilterPattern> FilterPattern::parse(std::string_view text) {
  if (text.size() > kPatternBytesMax) return invalid_pattern("It has at most 1,024 bytes.");
  auto const begin = text.find_first_not_of(" \t");
  char const first = begin == std::string_view::npos ? ' ' : text[begin];
  auto parsed = first == '{'   ? parse_json_pattern(text)
                : first == '[' ? parse_fields(text)
                               : parse_terms(text);
  if (!parsed) return fail(parsed);
  return FilterPattern(std::move(*parsed));
}

bool FilterPattern::matches(std::string_view message) const { return pattern_->matches(message); }

}  // namespace helio::logs
