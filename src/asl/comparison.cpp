#include "asl/comparison.hpp"

#include <array>
#include <compare>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/timestamp.hpp"

namespace helio::asl {
namespace {

using Operand = Comparison::Operand;
using Order = std::partial_ordering;

// `unordered` stands for "not both of this type".
Order order_texts(Json const& left, Json const& right) {
  if (!left.is_string() || !right.is_string()) return Order::unordered;
  // UTF-8 sorts by bytes as it does by code points.
  return left.get_ref<std::string const&>() <=> right.get_ref<std::string const&>();
}

Order order_numbers(Json const& left, Json const& right) {
  if (!left.is_number() || !right.is_number()) return Order::unordered;
  if (left.is_number_integer() && right.is_number_integer() && !left.is_number_unsigned() &&
      !right.is_number_unsigned()) {
    return left.get<std::int64_t>() <=> right.get<std::int64_t>();
  }
  if (left.is_number_unsigned() && right.is_number_unsigned()) {
    return left.get<std::uint64_t>() <=> right.get<std::uint64_t>();
  }
  return left.get<double>() <=> right.get<double>();
}

Order order_timestamps(Json const& left, Json const& right) {
  if (!left.is_string() || !right.is_string()) return Order::unordered;
  auto const first = parse_rfc3339(left.get_ref<std::string const&>());
  auto const second = parse_rfc3339(right.get_ref<std::string const&>());
  if (!first || !second) return Order::unordered;
  return first->time_since_epoch().count() <=> second->time_since_epoch().count();
}

bool equal_booleans(Json const& left, Json const& right) {
  return left.is_boolean() && right.is_boolean() && left == right;
}

bool matches(Json const& value, Json const& pattern) {
  return value.is_string() && pattern.is_string() &&
         string_matches(value.get_ref<std::string const&>(), pattern.get_ref<std::string const&>());
}

using Ordering = Order (*)(Json const&, Json const&);

template <Ordering order>
bool equals(Json const& left, Json const& right) {
  return order(left, right) == 0;
}
template <Ordering order>
bool less(Json const& left, Json const& right) {
  return order(left, right) < 0;
}
template <Ordering order>
bool greater(Json const& left, Json const& right) {
  return order(left, right) > 0;
}
template <Ordering order>
bool less_equals(Json const& left, Json const& right) {
  return order(left, right) <= 0;
}
template <Ordering order>
bool greater_equals(Json const& left, Json const& right) {
  return order(left, right) >= 0;
}

using Predicate = bool (*)(Json const&);

// "IsString": true asks for it, "IsString": false for the contrary.
template <Predicate predicate>
bool is(Json const& value, Json const& wanted) {
  return wanted.is_boolean() && predicate(value) == wanted.get<bool>();
}

bool null(Json const& value) { return value.is_null(); }
bool number(Json const& value) { return value.is_number(); }
bool text(Json const& value) { return value.is_string(); }
bool boolean(Json const& value) { return value.is_boolean(); }
bool timestamp(Json const& value) {
  return value.is_string() && parse_rfc3339(value.get_ref<std::string const&>()).has_value();
}

constexpr std::array kComparisons = {
    Comparison{"StringEquals", Operand::text, equals<order_texts>},
    Comparison{"StringLessThan", Operand::text, less<order_texts>},
    Comparison{"StringGreaterThan", Operand::text, greater<order_texts>},
    Comparison{"StringLessThanEquals", Operand::text, less_equals<order_texts>},
    Comparison{"StringGreaterThanEquals", Operand::text, greater_equals<order_texts>},
    Comparison{"StringMatches", Operand::pattern, matches, false},
    Comparison{"NumericEquals", Operand::number, equals<order_numbers>},
    Comparison{"NumericLessThan", Operand::number, less<order_numbers>},
    Comparison{"NumericGreaterThan", Operand::number, greater<order_numbers>},
    Comparison{"NumericLessThanEquals", Operand::number, less_equals<order_numbers>},
    Comparison{"NumericGreaterThanEquals", Operand::number, greater_equals<order_numbers>},
    Comparison{"BooleanEquals", Operand::boolean, equal_booleans},
    Comparison{"TimestampEquals", Operand::timestamp, equals<order_timestamps>},
    Comparison{"TimestampLessThan", Operand::timestamp, less<order_timestamps>},
    Comparison{"TimestampGreaterThan", Operand::timestamp, greater<order_timestamps>},
    Comparison{"TimestampLessThanEquals", Operand::timestamp, less_equals<order_timestamps>},
    Comparison{"TimestampGreaterThanEquals", Operand::timestamp, greater_equals<order_timestamps>},
    Comparison{"IsNull", Operand::test, is<null>, false},
    Comparison{"IsPresent", Operand::presence, equal_booleans, false},
    Comparison{"IsNumeric", Operand::test, is<number>, false},
    Comparison{"IsString", Operand::test, is<text>, false},
    Comparison{"IsBoolean", Operand::test, is<boolean>, false},
    Comparison{"IsTimestamp", Operand::test, is<timestamp>, false},
};

// A pattern's characters, with its stars told apart from escaped ones.
struct PatternCharacter {
  char character;
  bool any;
};

std::vector<PatternCharacter> read_pattern(std::string_view pattern) {
  std::vector<PatternCharacter> characters;
  characters.reserve(pattern.size());
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    bool const escaped = pattern[i] == '\\' && i + 1 < pattern.size() &&
                         (pattern[i + 1] == '*' || pattern[i + 1] == '\\');
    if (escaped) ++i;
    characters.push_back({pattern[i], !escaped && pattern[i] == '*'});
  }
  return characters;
}

}  // namespace

std::span<Comparison const> comparisons() noexcept { return kComparisons; }

Comparison const* find_comparison(std::string_view field, bool& path) noexcept {
  for (Comparison const& one : kComparisons) {
    if (!field.starts_with(one.name)) continue;
    std::string_view const rest = field.substr(one.name.size());
    path = rest == "Path";
    if (rest.empty() || (path && one.has_path)) return &one;
  }
  return nullptr;
}

bool string_matches(std::string_view text, std::string_view pattern) {
  auto const wanted = read_pattern(pattern);
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t at = 0;
  std::size_t star = kNone;   // the last star met
  std::size_t star_text = 0;  // where the text continues after what that star took
  for (std::size_t i = 0; i < text.size();) {
    if (at < wanted.size() && wanted[at].any) {
      star = at++;
      star_text = i;
    } else if (at < wanted.size() && wanted[at].character == text[i]) {
      ++at;
      ++i;
    } else if (star != kNone) {
      at = star + 1;
      i = ++star_text;
    } else {
      return false;
    }
  }
  while (at < wanted.size() && wanted[at].any) ++at;
  return at == wanted.size();
}

}  // namespace helio::asl
