// Patterns for messages that are JSON: { $.level = "WARN" && $.sizes[*] > 10 }. A selector leads
// by keys, [0], ['a b'] and the wildcards .* and [*] to values; a comparison holds where it does
// for one of them. A member that is not there satisfies NOT EXISTS only.
#include <algorithm>
#include <charconv>
#include <map>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/json_dump.hpp"
#include "logs/expression.hpp"
#include "logs/message_pattern.hpp"

namespace helio::logs {
namespace {

constexpr int kDepthMax = 64;  // of messages; deeper ones do not match

struct Step {
  enum class Kind : std::uint8_t { key, index, any };
  Kind kind = Kind::key;
  std::string key;
  std::size_t index = 0;
};
using Selector = std::vector<Step>;

tl::unexpected<Error> bad_selector(std::string_view text) {
  return invalid_pattern("The selector " + std::string(text) +
                         " is not like $.member, $.list[0], $.list[*] or $['a member'].");
}

// "[0]", "[*]" or "['a b']" at the front.
std::optional<Step> take_brackets(std::string_view& text) {
  auto const end = text.find(']');
  if (end == std::string_view::npos || end < 2) return std::nullopt;
  auto inside = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  if (inside == "*") return Step{Step::Kind::any, {}, 0};
  bool const quoted = inside.size() > 2 && (inside[0] == '\'' || inside[0] == '"') &&
                      inside.back() == inside.front();
  if (quoted) return Step{Step::Kind::key, std::string(inside.substr(1, inside.size() - 2)), 0};
  Step step{Step::Kind::index, {}, 0};
  auto const read = std::from_chars(inside.data(), inside.data() + inside.size(), step.index);
  if (read.ec != std::errc() || read.ptr != inside.data() + inside.size()) return std::nullopt;
  return step;
}

// "member" or "*" at the front.
std::optional<Step> take_name(std::string_view& text) {
  auto const end = std::min(text.find_first_of(".["), text.size());
  std::string name(text.substr(0, end));
  text.remove_prefix(end);
  if (name.empty()) return std::nullopt;
  if (name == "*") return Step{Step::Kind::any, {}, 0};
  return Step{Step::Kind::key, std::move(name), 0};
}

Result<Selector> parse_selector(std::string_view const text) {
  Selector selector;
  if (!text.starts_with('$')) return bad_selector(text);
  for (auto rest = text.substr(1); !rest.empty();) {
    bool const dot = rest.starts_with('.');
    if (dot) rest.remove_prefix(1);
    auto step = rest.starts_with('[') ? take_brackets(rest) : dot ? take_name(rest) : std::nullopt;
    if (!step) return bad_selector(text);
    selector.push_back(std::move(*step));
  }
  if (selector.empty()) return bad_selector(text);
  return selector;
}

using Test = std::function<bool(Json const&)>;

// Whether `test` is true of one of the values that the selector leads to. As deep as the message.
bool leads_to(Json const& from, Selector const& selector, std::size_t at, Test const& test) {
  if (at == selector.size()) return test(from);
  Step const& step = selector[at];
  if (step.kind == Step::Kind::any) {
    return from.is_structured() && std::ranges::any_of(from, [&](Json const& each) {
             return leads_to(each, selector, at + 1, test);
           });
  }
  if (step.kind == Step::Kind::index) {
    return from.is_array() && step.index < from.size() &&
           leads_to(from[step.index], selector, at + 1, test);
  }
  if (!from.is_object()) return false;
  auto const found = from.find(step.key);
  return found != from.end() && leads_to(*found, selector, at + 1, test);
}

bool value_holds(Comparison const& comparison, Json const& value) {
  switch (comparison.op) {
    case Op::is_null:
      return value.is_null();
    case Op::is_true:
      return value == true;
    case Op::is_false:
      return value == false;
    default:
      break;
  }
  if (value.is_null()) return false;
  if (value.is_string()) {
    return compares(comparison, value.get_ref<std::string const&>(), std::nullopt);
  }
  auto const text = dump_json(value);
  return compares(comparison, text,
                  value.is_number() ? std::optional(value.get<double>()) : std::nullopt);
}

class JsonPattern final : public MessagePattern {
 public:
  JsonPattern(Expression expression, std::map<std::string, Selector> selectors)
      : expression_(std::move(expression)), selectors_(std::move(selectors)) {}

  [[nodiscard]] bool matches(std::string_view message) const override {
    auto const begin = message.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || message[begin] != '{') return false;
    auto const json = parse_json(message, {.bytes_max = message.size(), .depth_max = kDepthMax});
    if (!json) return false;
    return holds(expression_, [this, &json](Comparison const& comparison) {
      Selector const& selector = selectors_.at(comparison.operand);
      if (comparison.op == Op::not_exists) {
        return !leads_to(*json, selector, 0, [](Json const&) { return true; });
      }
      return leads_to(*json, selector, 0,
                      [&comparison](Json const& value) { return value_holds(comparison, value); });
    });
  }

 private:
  const Expression expression_;
  const std::map<std::string, Selector> selectors_;  // by operand
};

}  // namespace

ParsedPattern parse_json_pattern(std::string_view text) {
  text.remove_prefix(text.find('{') + 1);
  auto const end = text.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos || text[end] != '}') {
    return invalid_pattern("A pattern that begins with { ends with }.");
  }
  auto expression = read_expression(text.substr(0, end));
  if (!expression) return fail(expression);
  std::map<std::string, Selector> selectors;
  auto read = each_comparison(*expression, [&](Comparison const& each) -> Result<void> {
    auto selector = parse_selector(each.operand);
    if (!selector) return fail(selector);
    if (each.op == Op::named) {
      return invalid_pattern("The selector " + each.operand + " is compared with nothing.");
    }
    selectors.insert_or_assign(each.operand, std::move(*selector));
    return {};
  });
  if (!read) return fail(read);
  return std::make_unique<JsonPattern>(std::move(*expression), std::move(selectors));
}

}  // namespace helio::logs
