#include "logs/filter_pattern.hpp"

#include <algorithm>
#include <utility>

namespace helio::logs {
namespace {

constexpr std::size_t kPatternBytesMax = 1'024;

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "InvalidParameterException", std::move(message));
}

}  // namespace

Result<FilterPattern> FilterPattern::parse(std::string_view text) {
  if (text.size() > kPatternBytesMax) return invalid("A filter pattern has at most 1,024 bytes.");
  FilterPattern pattern;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
    if (pattern.all_.empty() && (text[at] == '{' || text[at] == '[')) {
      return invalid(
          "Filter patterns are words and quoted phrases here; { and [ are not supported.");
    }
    std::vector<std::string>* terms = &pattern.all_;
    if (text[at] == '?' || text[at] == '-') {
      terms = text[at] == '?' ? &pattern.any_ : &pattern.none_;
      ++at;
    }
    bool const quoted = at < text.size() && text[at] == '"';
    if (quoted) ++at;
    std::size_t const end =
        std::min(quoted ? text.find('"', at) : text.find_first_of(" \t", at), text.size());
    if (quoted && end == text.size())
      return invalid("A quote in the filter pattern is not closed.");
    if (end > at) terms->emplace_back(text.substr(at, end - at));
    at = end + (quoted ? 1 : 0);
  }
  return pattern;
}

bool FilterPattern::matches(std::string_view message) const {
  auto const occurs = [message](std::string const& term) {
    return message.find(term) != std::string_view::npos;
  };
  return std::ranges::all_of(all_, occurs) && std::ranges::none_of(none_, occurs) &&
         (any_.empty() || std::ranges::any_of(any_, occurs));
}

}  // namespace helio::logs
