#include "events/match_expression.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "events/number.hpp"
#include "events/wildcard.hpp"

namespace helio::events {
namespace {

using Op = ValuePattern::Op;
using Token = JsonReader::Token;

constexpr std::string_view one_key = "Only one key allowed in match expression";
constexpr std::string_view not_json = "The pattern is not valid JSON";

Result<void> expect_end(JsonReader& in, Token end, std::string_view reason) {
  Token const token = in.next();
  if (token == end) return {};
  return reject(in, token == Token::invalid ? not_json : reason);
}

ValuePattern of_text(Op op, std::string_view text) {
  ValuePattern out{.op = op, .text = std::string(text)};
  if (op == Op::equals_ignore_case || op == Op::prefix_ignore_case ||
      op == Op::suffix_ignore_case) {
    out.letters = letters_of(text);
  }
  return out;
}

// A string in the array itself: one that is an IP address is met by all its spellings.
ValuePattern of_string(std::string_view text) {
  ValuePattern out = of_text(Op::equals, text);
  if (auto const address = parse_ip(text)) {
    out.op = Op::network;
    out.network = network_of(*address, 8U * address->size);
  }
  return out;
}

ValuePattern of_number(std::string_view text) {
  ValuePattern out = of_text(Op::number, text);
  out.number = comparable_number(text);
  return out;
}

// A number that must be comparable: in ranges and anything-but.
Result<double> read_comparable(JsonReader& in) {
  if (auto const number = comparable_number(in.text())) return *number;
  return reject(in, "Cannot compare number : " + std::string(in.text()));
}

Result<ValuePattern> read_text(JsonReader& in, Op op, std::string_view name) {
  Token const token = in.next();
  if (token == Token::invalid) return reject(in, not_json);
  if (token != Token::string) {
    return reject(in, std::string(name) + " match pattern must be a string");
  }
  if (op == Op::wildcard) {
    if (auto const good = check_wildcard(in.text()); !good) return reject(in, good.error().message);
  }
  return of_text(op, in.text());
}

// {"prefix": "…"} or {"prefix": {"equals-ignore-case": "…"}}, and the same of suffix.
Result<ValuePattern> read_affix(JsonReader& in, Op op, Op ignoring_case, std::string_view name) {
  JsonReader ahead = in;
  if (ahead.next() != Token::begin_object) return read_text(in, op, name);
  in = std::move(ahead);
  if (in.next() != Token::key) return reject(in, std::string(name) + " expression name not found");
  if (in.text() != "equals-ignore-case") {
    return reject(in, "Unsupported " + std::string(name) + " pattern: " + std::string(in.text()));
  }
  auto out = read_text(in, ignoring_case, "equals-ignore-case");
  if (!out) return out;
  if (auto ended = expect_end(in, Token::end_object, one_key); !ended) return fail(ended);
  return out;
}

Result<ValuePattern> read_cidr(JsonReader& in) {
  auto out = read_text(in, Op::network, "cidr");
  if (!out) return out;
  auto const network = parse_cidr(out->text);
  if (!network) return reject(in, network.error().message);
  out->network = *network;
  return out;
}

Result<ValuePattern> read_exists(JsonReader& in) {
  bool const literal = in.next() == Token::literal && in.text() != "null";
  if (!literal) return reject(in, "exists match pattern must be either true or false.");
  return ValuePattern{.op = in.text() == "true" ? Op::exists : Op::absent};
}

// The second half of [">", 0, "<=", 5]; `in` stands on its operator.
Result<void> read_upper_end(JsonReader& in, ValuePattern& range) {
  std::string const sign(in.text());
  if (sign != "<" && sign != "<=") return reject(in, "Bad numeric range operator: " + sign);
  if (in.next() != Token::number) return reject(in, "Value of " + sign + " must be numeric");
  auto const high = read_comparable(in);
  if (!high) return tl::unexpected(high.error());
  if (*high <= range.low) return reject(in, "Bottom must be less than top");
  range.high = *high;
  range.high_open = sign == "<";
  return expect_end(in, Token::end_array, "Too many terms in numeric range expression");
}

Result<ValuePattern> read_numeric(JsonReader& in) {
  if (in.next() != Token::begin_array) return reject(in, "Value of numeric must be an array.");
  if (in.next() != Token::string) return reject(in, "Invalid member in numeric match");
  std::string const sign(in.text());
  constexpr std::array<std::string_view, 5> signs = {"=", "<", "<=", ">", ">="};
  if (std::find(signs.begin(), signs.end(), sign) == signs.end()) {
    return reject(in, "Unrecognized numeric range operator: " + sign);
  }
  if (in.next() != Token::number) {
    return reject(in, "Value of " + (sign == "=" ? "equals" : sign) + " must be numeric");
  }
  auto const number = read_comparable(in);
  if (!number) return tl::unexpected(number.error());
  constexpr double highest = std::numeric_limits<double>::max();
  ValuePattern range{.op = Op::range, .low = -highest, .high = highest};
  if (sign == "=") {
    range = of_number(in.text());
  } else if (sign.front() == '<') {
    range.high = *number;
    range.high_open = sign == "<";
  } else {
    range.low = *number;
    range.low_open = sign == ">";
  }
  Token const token = in.next();
  if (token == Token::end_array) return range;
  if (sign.front() != '>') return reject(in, "Too many elements in numeric expression");
  if (token != Token::string) return reject(in, "Bad value in numeric range");
  if (auto ended = read_upper_end(in, range); !ended) return fail(ended);
  return range;
}

// One value of anything-but with the operator `op` inside (`equals` for none).
Result<ValuePattern> read_excluded(JsonReader& in, Token token, Op op) {
  if (token == Token::invalid) return reject(in, not_json);
  bool const plain = op == Op::equals;
  if (plain && token == Token::number) {
    if (auto const number = read_comparable(in); !number) return tl::unexpected(number.error());
    return of_number(in.text());
  }
  if (token != Token::string) {
    return reject(in, plain ? "Inside anything but list, start|null|boolean is not supported."
                            : "The match pattern inside anything-but must be a string");
  }
  if ((op == Op::prefix || op == Op::suffix) && in.text().empty()) {
    return reject(in, "Null prefix/suffix not allowed");
  }
  if (op == Op::wildcard) {
    if (auto const good = check_wildcard(in.text()); !good) return reject(in, good.error().message);
  }
  return of_text(op, in.text());
}

// A value or a list of them.
Result<std::vector<ValuePattern>> read_all_excluded(JsonReader& in, Token token, Op op) {
  std::vector<ValuePattern> out;
  if (token != Token::begin_array) {
    auto one = read_excluded(in, token, op);
    if (!one) return fail(one);
    out.push_back(std::move(*one));
    return out;
  }
  for (token = in.next(); token != Token::end_array; token = in.next()) {
    auto one = read_excluded(in, token, op);
    if (!one) return fail(one);
    out.push_back(std::move(*one));
  }
  auto const numeric = [](ValuePattern const& each) { return each.op == Op::number; };
  auto const numbers = std::count_if(out.begin(), out.end(), numeric);
  bool const mixed = numbers != 0 && numbers != static_cast<std::ptrdiff_t>(out.size());
  if (mixed || (op == Op::equals && out.empty())) {
    return reject(in,
                  "Inside anything but list, either all values are number or string, mixed type "
                  "is not supported");
  }
  return out;
}

Result<ValuePattern> read_anything_but(JsonReader& in) {
  constexpr std::array<std::pair<std::string_view, Op>, 4> inner = {
      {{"equals-ignore-case", Op::equals_ignore_case},
       {"prefix", Op::prefix},
       {"suffix", Op::suffix},
       {"wildcard", Op::wildcard}}};
  Op op = Op::equals;
  Token token = in.next();
  if (token == Token::begin_object) {
    if (in.next() != Token::key) return reject(in, "Anything-But expression name not found");
    auto const found = std::find_if(inner.begin(), inner.end(),
                                    [&in](auto const& each) { return each.first == in.text(); });
    if (found == inner.end()) {
      return reject(in, "Unsupported anything-but pattern: " + std::string(in.text()));
    }
    op = found->second;
    token = in.next();
  }
  if (token == Token::begin_object || token == Token::literal) {
    return reject(in, "Value of anything-but must be an array or single string/number value.");
  }
  ValuePattern out{.op = Op::anything_but};
  auto excluded = read_all_excluded(in, token, op);
  if (!excluded) return fail(excluded);
  out.but = std::move(*excluded);
  if (op != Op::equals) {
    if (auto ended = expect_end(in, Token::end_object, one_key); !ended) return fail(ended);
  }
  return out;
}

Result<ValuePattern> read_operator(JsonReader& in) {
  if (in.next() != Token::key) return reject(in, "Match expression name not found");
  std::string const name(in.text());
  if (name == "exactly") return read_text(in, Op::equals, "exact");
  if (name == "prefix") return read_affix(in, Op::prefix, Op::prefix_ignore_case, name);
  if (name == "suffix") return read_affix(in, Op::suffix, Op::suffix_ignore_case, name);
  if (name == "equals-ignore-case") return read_text(in, Op::equals_ignore_case, name);
  if (name == "wildcard") return read_text(in, Op::wildcard, name);
  if (name == "cidr") return read_cidr(in);
  if (name == "exists") return read_exists(in);
  if (name == "numeric") return read_numeric(in);
  if (name == "anything-but") return read_anything_but(in);
  return reject(in, "Unrecognized match type " + name);
}

Result<ValuePattern> read_value_pattern(JsonReader& in, Token token) {
  switch (token) {
    case Token::begin_object: {
      auto out = read_operator(in);
      if (!out) return out;
      if (auto ended = expect_end(in, Token::end_object, one_key); !ended) return fail(ended);
      return out;
    }
    case Token::string:
      return of_string(in.text());
    case Token::number:
      return of_number(in.text());
    case Token::literal:
      return of_text(Op::literal, in.text());
    case Token::invalid:
      return reject(in, not_json);
    default:
      return reject(in, "Match value must be String, number, true, false, or null");
  }
}

}  // namespace

bool is_reserved_in_or(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 24> names = {"exactly",
                                                      "equals-ignore-case",
                                                      "prefix",
                                                      "suffix",
                                                      "anything-but",
                                                      "exists",
                                                      "wildcard",
                                                      "numeric",
                                                      "cidr",
                                                      "=",
                                                      "<",
                                                      "<=",
                                                      ">",
                                                      ">=",
                                                      "regex",
                                                      "not-wildcard",
                                                      "not-equals-ignore-case",
                                                      "date-after",
                                                      "date-on-or-after",
                                                      "date-before",
                                                      "date-on-or-before",
                                                      "in-date-range",
                                                      "ip-address-in-range",
                                                      "ip-address-not-in-range"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

tl::unexpected<Error> reject(JsonReader const& in, std::string_view reason) {
  return fail(Errc::invalid_argument, "InvalidEventPatternException",
              "Event pattern is not valid. Reason: " + std::string(reason) + " at line: " +
                  std::to_string(in.line()) + ", column: " + std::to_string(in.column()));
}

Result<std::vector<ValuePattern>> read_value_patterns(JsonReader& in) {
  std::vector<ValuePattern> out;
  for (Token token = in.next(); token != Token::end_array; token = in.next()) {
    auto one = read_value_pattern(in, token);
    if (!one) return fail(one);
    out.push_back(std::move(*one));
  }
  if (out.empty()) return reject(in, "Empty arrays are not allowed");
  return out;
}

}  // namespace helio::events
