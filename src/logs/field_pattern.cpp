// Patterns for messages that are fields between spaces: [ip, user, ..., status = 4*, bytes]. What
// stands in "quotes" or [brackets] is one field. As many fields as names, or more for "...".
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "logs/expression.hpp"
#include "logs/message_pattern.hpp"

namespace helio::logs {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  auto const begin = std::min(text.find_first_not_of(kSpace), text.size());
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::vector<std::string_view> fields_of(std::string_view message) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::vector<std::string_view> fields;
  std::size_t at = 0;
  while ((at = message.find_first_not_of(kSpace, at)) != std::string_view::npos) {
    char const close = message[at] == '"' ? '"' : message[at] == '[' ? ']' : ' ';
    auto end = close == ' ' ? std::string_view::npos : message.find(close, at + 1);
    bool const closed = end != std::string_view::npos;
    if (closed) ++at;
    if (!closed) end = std::min(message.find_first_of(kSpace, at), message.size());
    fields.push_back(message.substr(at, end - at));
    at = end + (closed ? 1 : 0);
  }
  return fields;
}

// At commas outside of quotes and of regular expressions.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  char quote = ' ';
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const c = text[at];
    if (quote != ' ') {
      if (c == '\\' && quote == '"') ++at;
      if (c == quote) quote = ' ';
    } else if (c == '"' || c == '%') {
      quote = c;
    } else if (c == ',') {
      parts.push_back(trimmed(text.substr(begin, at - begin)));
      begin = at + 1;
    }
  }
  parts.push_back(trimmed(text.substr(begin)));
  return parts;
}

class FieldPattern final : public MessagePattern {
 public:
  // Errors: invalid_argument "InvalidParameterException".
  Result<void> add(std::string_view part) {
    if (part == "...") {
      if (rest_at_) return invalid_pattern("\"...\" stands at most once.");
      rest_at_ = named_;
      return {};
    }
    std::size_t const at = named_++;
    if (part.empty()) return {};
    auto expression = read_expression(part);
    if (!expression) return fail(expression);
    bool named = false;
    auto fits = each_comparison(*expression, [&](Comparison const& each) -> Result<void> {
      if (each.op >= Op::is_null && each.op != Op::named) {
        return invalid_pattern("Fields are compared with texts and numbers only.");
      }
      if (!std::exchange(named, true)) places_.emplace(each.operand, at);
      return {};
    });
    if (!fits) return fits;
    expressions_.push_back(std::move(*expression));
    return {};
  }

  // Once all are added. Errors: as add().
  [[nodiscard]] Result<void> check() const {
    for (Expression const& expression : expressions_) {
      auto known = each_comparison(expression, [this](Comparison const& each) -> Result<void> {
        if (places_.contains(each.operand)) return {};
        return invalid_pattern("There is no field " + each.operand + ".");
      });
      if (!known) return known;
    }
    return {};
  }

  [[nodiscard]] bool matches(std::string_view message) const override {
    auto const fields = fields_of(message);
    if (rest_at_ ? fields.size() < named_ : fields.size() != named_) return false;
    std::size_t const left_out = fields.size() - named_;
    auto const test = [&](Comparison const& comparison) {
      auto const place = places_.at(comparison.operand);
      auto const text = fields[rest_at_ && place >= *rest_at_ ? place + left_out : place];
      return comparison.op == Op::named || compares(comparison, text, number_of(text));
    };
    return std::ranges::all_of(expressions_,
                               [&test](Expression const& each) { return holds(each, test); });
  }

 private:
  std::size_t named_ = 0;               // places, without "..."
  std::optional<std::size_t> rest_at_;  // where "..." stands
  std::map<std::string, std::size_t> places_;
  std::vector<Expression> expressions_;
};

}  // namespace

ParsedPattern parse_fields(std::string_view text) {
  text.remove_prefix(text.find('[') + 1);
  text = trimmed(text);
  if (!text.ends_with(']')) return invalid_pattern("A pattern that begins with [ ends with ].");
  text.remove_suffix(1);
  auto pattern = std::make_unique<FieldPattern>();
  for (auto const part : split(text)) {
    if (auto added = pattern->add(part); !added) return fail(added);
  }
  if (auto good = pattern->check(); !good) return fail(good);
  return pattern;
}

}  // namespace helio::logs
