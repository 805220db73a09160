#include <array>

#include "asl/json_path.hpp"
#include "asl/json_path_program.hpp"
#include "base/regex.hpp"

namespace helio::asl {
namespace {

constexpr std::string_view kInvalid = "InvalidPath";

struct NamedRelation {
  std::string_view word;
  Relation relation;
};

// Longer words before those they begin with.
constexpr std::array kSigns{
    NamedRelation{"===", Relation::equal},        NamedRelation{"!==", Relation::not_equal},
    NamedRelation{"==", Relation::equal},         NamedRelation{"!=", Relation::not_equal},
    NamedRelation{"<=", Relation::less_or_equal}, NamedRelation{">=", Relation::greater_or_equal},
    NamedRelation{"=~", Relation::matches},       NamedRelation{"<", Relation::less},
    NamedRelation{">", Relation::greater}};

constexpr std::array kWords{NamedRelation{"in", Relation::in},
                            NamedRelation{"nin", Relation::not_in},
                            NamedRelation{"subsetof", Relation::subset_of},
                            NamedRelation{"anyof", Relation::any_of},
                            NamedRelation{"noneof", Relation::none_of},
                            NamedRelation{"contains", Relation::contains},
                            NamedRelation{"size", Relation::has_size},
                            NamedRelation{"empty", Relation::is_empty}};

class FilterParser {
 public:
  FilterParser(TextCursor& cursor, int depth) : cursor_(cursor), depth_(depth) {}

  Result<PathFilter> parse() {
    auto filter = take_any();
    if (!filter) return filter;
    cursor_.skip_spaces();
    if (!cursor_.accept(")")) return cursor_.error(kInvalid, "A ')' is expected");
    cursor_.skip_spaces();
    if (!cursor_.accept("]")) return cursor_.error(kInvalid, "A ']' is expected");
    return filter;
  }

 private:
  Result<PathFilter> take_any() { return take_list("||", PathFilter::Kind::any); }
  Result<PathFilter> take_all() { return take_list("&&", PathFilter::Kind::all); }

  Result<PathFilter> take_list(std::string_view separator, PathFilter::Kind kind) {
    PathFilter list{.kind = kind};
    do {
      auto part = kind == PathFilter::Kind::any ? take_all() : take_one();
      if (!part) return part;
      list.parts.push_back(std::move(*part));
      cursor_.skip_spaces();
    } while (cursor_.accept(separator));
    if (list.parts.size() == 1) {
      PathFilter only = std::move(list.parts.front());
      return only;
    }
    return list;
  }

  Result<PathFilter> take_one() {
    if (depth_ > kFilterDepthMax) return cursor_.error(kInvalid, "The filter is nested too deep");
    cursor_.skip_spaces();
    bool const negated = cursor_.peek() == '!' && cursor_.accept("!");
    cursor_.skip_spaces();
    if (!negated && cursor_.peek() != '(') return take_relation();
    ++depth_;
    auto inner = cursor_.peek() == '(' ? take_parenthesised() : take_one();
    --depth_;
    if (!inner || !negated) return inner;
    PathFilter negation{.kind = PathFilter::Kind::negation};
    negation.parts.push_back(std::move(*inner));
    return negation;
  }

  Result<PathFilter> take_parenthesised() {
    cursor_.take();
    auto inner = take_any();
    if (!inner) return inner;
    cursor_.skip_spaces();
    if (!cursor_.accept(")")) return cursor_.error(kInvalid, "A ')' is expected");
    return inner;
  }

  Result<PathFilter> take_relation();
  std::optional<Relation> take_operator();
  Result<FilterOperand> take_operand();
  Result<FilterOperand> take_regex();
  Result<Json> take_literal();
  Result<Json> take_array();

  TextCursor& cursor_;
  int depth_;
};

Result<PathFilter> FilterParser::take_relation() {
  auto left = take_operand();
  if (!left) return fail(left);
  PathFilter filter{.kind = PathFilter::Kind::exists, .left = std::move(*left)};
  cursor_.skip_spaces();
  auto const relation = take_operator();
  if (!relation) {
    if (!std::holds_alternative<std::shared_ptr<PathProgram const>>(filter.left)) {
      return cursor_.error(kInvalid, "A comparison is expected");
    }
    return filter;
  }
  cursor_.skip_spaces();
  auto right = take_operand();
  if (!right) return fail(right);
  bool const regex = std::holds_alternative<std::shared_ptr<Regex const>>(*right);
  if (regex != (*relation == Relation::matches)) {
    return cursor_.error(kInvalid, "'=~' and a regular expression in slashes belong together");
  }
  filter.kind = PathFilter::Kind::relation;
  filter.relation = *relation;
  filter.right = std::move(*right);
  return filter;
}

std::optional<Relation> FilterParser::take_operator() {
  for (auto const& [word, relation] : kSigns) {
    if (cursor_.accept(word)) return relation;
  }
  TextCursor const start = cursor_;
  std::size_t const from = cursor_.at();
  while (cursor_.peek() >= 'a' && cursor_.peek() <= 'z') cursor_.take();
  for (auto const& [word, relation] : kWords) {
    if (cursor_.since(from) == word) return relation;
  }
  cursor_ = start;
  return std::nullopt;
}

Result<FilterOperand> FilterParser::take_operand() {
  char const next = cursor_.peek();
  if (next == '@' || next == '$') {
    if (depth_ > kFilterDepthMax) return cursor_.error(kInvalid, "The filter is nested too deep");
    auto path = parse_path(cursor_, PathPlace::filter, depth_);
    if (!path) return fail(path);
    return std::make_shared<PathProgram const>(std::move(*path));
  }
  if (next == '/') return take_regex();
  auto literal = next == '[' ? take_array() : take_literal();
  if (!literal) return fail(literal);
  return std::move(*literal);
}

Result<FilterOperand> FilterParser::take_regex() {
  cursor_.take();
  std::string pattern;
  while (cursor_.peek() != '/') {
    if (cursor_.done()) return cursor_.error(kInvalid, "The closing '/' is missing");
    if (cursor_.peek() == '\\' && cursor_.peek(1) == '/') cursor_.take();
    pattern += cursor_.take();
  }
  cursor_.take();
  std::size_t const from = cursor_.at();
  while (cursor_.peek() >= 'a' && cursor_.peek() <= 'z') cursor_.take();
  auto regex = Regex::compile(pattern, cursor_.since(from));
  if (!regex) return fail(Errc::invalid_argument, kInvalid, regex.error().message);
  return std::make_shared<Regex const>(std::move(*regex));
}

Result<Json> FilterParser::take_literal() {
  if (cursor_.peek() == '\'' || cursor_.peek() == '"') {
    auto text = take_quoted(cursor_, kInvalid);
    if (!text) return fail(text);
    return std::move(*text);
  }
  if (cursor_.accept("true")) return true;
  if (cursor_.accept("false")) return false;
  if (cursor_.accept("null")) return nullptr;
  auto const number = take_number(cursor_, kInvalid);
  if (!number) return tl::unexpected(number.error());
  return *number;
}

Result<Json> FilterParser::take_array() {
  cursor_.take();
  Json array = Json::array();
  cursor_.skip_spaces();
  if (cursor_.accept("]")) return array;
  while (true) {
    cursor_.skip_spaces();
    auto literal = take_literal();
    if (!literal) return literal;
    array.push_back(std::move(*literal));
    cursor_.skip_spaces();
    if (cursor_.accept("]")) return array;
    if (!cursor_.accept(",")) return cursor_.error(kInvalid, "A ',' or a ']' is expected");
  }
}

}  // namespace

Result<PathFilter> parse_filter(TextCursor& cursor, int depth) {
  return FilterParser(cursor, depth).parse();
}

}  // namespace helio::asl
