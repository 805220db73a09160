// Words, quoted phrases and regular expressions that occur in a message, or do not.
#include <algorithm>
#include <utility>
#include <vector>

#include "logs/message_pattern.hpp"
#include "logs/text_match.hpp"

namespace helio::logs {
namespace {

struct Term {
  std::string text;
  std::optional<Regex> regex;

  [[nodiscard]] bool occurs_in(std::string_view message) const {
    if (regex) return regex->matches(message).value_or(false);
    return message.find(text) != std::string_view::npos;
  }
};

class TermPattern final : public MessagePattern {
 public:
  [[nodiscard]] bool matches(std::string_view message) const override {
    auto const occurs = [message](Term const& term) { return term.occurs_in(message); };
    if (!std::ranges::all_of(all, occurs) || std::ranges::any_of(none, occurs)) return false;
    // Beside other terms those with a question mark count for nothing, as CloudWatch has it.
    bool const only_any = all.empty() && none.empty() && !any.empty();
    return !only_any || std::ranges::any_of(any, occurs);
  }

  std::vector<Term> all, any, none;
};

Result<Term> term_of(std::string_view text, char quote) {
  if (quote != '%') return Term{std::string(text), std::nullopt};
  auto regex = search_regex(text);
  if (!regex) return fail(regex);
  return Term{{}, std::move(*regex)};
}

}  // namespace

ParsedPattern parse_terms(std::string_view text) {
  auto pattern = std::make_unique<TermPattern>();
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
    std::vector<Term>* terms = &pattern->all;
    if (text[at] == '?' || text[at] == '-') {
      terms = text[at] == '?' ? &pattern->any : &pattern->none;
      ++at;
    }
    char const first = at < text.size() ? text[at] : ' ';
    bool const quoted = first == '"' || first == '%';
    if (quoted) ++at;
    std::size_t const end =
        std::min(quoted ? text.find(first, at) : text.find_first_of(" \t", at), text.size());
    if (quoted && end == text.size()) return invalid_pattern("A quote or a % is not closed.");
    if (end > at || first == '%') {
      auto term = term_of(text.substr(at, end - at), first);
      if (!term) return fail(term);
      terms->push_back(std::move(*term));
    }
    at = end + (quoted ? 1 : 0);
  }
  return pattern;
}

}  // namespace helio::logs
