#include "events/value_pattern.hpp"

#include <algorithm>

#include "events/wildcard.hpp"

namespace helio::events {
namespace {

bool same_number(ValuePattern const& pattern, Value const& value) {
  if (pattern.number && value.number) return *pattern.number == *value.number;
  return pattern.text == value.text;
}

bool in_range(ValuePattern const& pattern, double value) {
  bool const above = pattern.low_open ? value > pattern.low : value >= pattern.low;
  return above && (pattern.high_open ? value < pattern.high : value <= pattern.high);
}

bool in_network(Network const& network, std::string_view text) {
  auto const address = parse_ip(text);
  return address && address->size == network.base.size &&
         network_of(*address, network.bits) == network;
}

bool string_matches(ValuePattern const& pattern, std::string_view text) {
  using Op = ValuePattern::Op;
  switch (pattern.op) {
    case Op::equals:
      return text == pattern.text;
    case Op::prefix:
      return text.starts_with(pattern.text);
    case Op::suffix:
      return text.ends_with(pattern.text);
    case Op::equals_ignore_case:
      return match_start(pattern.letters, text) == text.size();
    case Op::prefix_ignore_case:
      return match_start(pattern.letters, text) != std::string_view::npos;
    case Op::suffix_ignore_case:
      return match_end(pattern.letters, text) != std::string_view::npos;
    case Op::wildcard:
      return wildcard_matches(pattern.text, text);
    case Op::network:
      return in_network(pattern.network, text);
    default:
      return false;
  }
}

}  // namespace

bool ValuePattern::matches(Value const& value) const {
  switch (op) {
    case Op::literal:
      return value.kind == Value::Kind::literal && value.text == text;
    case Op::number:
      return value.kind == Value::Kind::number && same_number(*this, value);
    case Op::range:
      return value.kind == Value::Kind::number && value.number && in_range(*this, *value.number);
    case Op::exists:
      return true;
    case Op::absent:
      return false;
    case Op::anything_but:
      return std::none_of(but.begin(), but.end(),
                          [&value](ValuePattern const& each) { return each.matches(value); });
    default:
      return value.kind == Value::Kind::string && string_matches(*this, value.text);
  }
}

}  // namespace helio::events
