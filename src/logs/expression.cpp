#include "logs/expression.hpp"

#include <algorithm>
#include <utility>

#include "logs/message_pattern.hpp"

namespace helio::logs {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

struct Written {
  std::string_view sign;
  Op op;
};
constexpr Written kSigns[] = {
    {"!=", Op::not_equal}, {"<=", Op::less_or_equal}, {">=", Op::greater_or_equal},
    {"=", Op::equal},      {"<", Op::less},           {">", Op::greater}};
constexpr Written kWords[] = {{"IS NULL", Op::is_null},
                              {"IS TRUE", Op::is_true},
                              {"IS FALSE", Op::is_false},
                              {"NOT EXISTS", Op::not_exists}};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Result<Expression> whole() {
    auto expression = any(0);
    if (!expression) return expression;
    skip_space();
    if (rest_.empty()) return expression;
    return invalid_pattern("\"" + std::string(rest_.substr(0, 40)) + "\" was not expected.");
  }

 private:
  using Level = Result<Expression> (Reader::*)(int depth);

  Result<Expression> any(int depth) {
    return joined("||", Expression::Kind::any, &Reader::all, depth);
  }
  Result<Expression> all(int depth) {
    return joined("&&", Expression::Kind::all, &Reader::one, depth);
  }

  Result<Expression> joined(std::string_view by, Expression::Kind kind, Level below, int depth) {
    auto first = (this->*below)(depth);
    if (!first || !take(by)) return first;
    Expression whole{.kind = kind, .comparison = {}, .parts = {}};
    whole.parts.push_back(std::move(*first));
    do {
      auto next = (this->*below)(depth);
      if (!next) return next;
      whole.parts.push_back(std::move(*next));
    } while (take(by));
    return whole;
  }

  Result<Expression> one(int depth) {
    if (!take("(")) return comparison();
    if (depth == kNestingMax) return invalid_pattern("Its parentheses are nested too deep.");
    auto inner = any(depth + 1);
    if (inner && !take(")")) return invalid_pattern("A parenthesis is not closed.");
    return inner;
  }

  Result<Expression> comparison() {
    Expression expression;
    Comparison& read = expression.comparison;
    skip_space();
    read.operand = take_while_not(" \t\r\n=!<>&|()");
    if (read.operand.empty()) return invalid_pattern("It ends where a comparison was expected.");
    for (Written const& word : kWords) {
      if (!take_words(word.sign)) continue;
      read.op = word.op;
      return expression;
    }
    auto const* const sign =
        std::ranges::find_if(kSigns, [this](Written const& each) { return take(each.sign); });
    if (sign == std::end(kSigns)) return expression;
    read.op = sign->op;
    auto with = value();
    if (!with) return fail(with);
    read.with = std::move(*with);
    bool const ordered = read.op != Op::equal && read.op != Op::not_equal;
    if (ordered && !read.with.number()) {
      return invalid_pattern("< <= > and >= compare with a number.");
    }
    return expression;
  }

  Result<TextMatch> value() {
    skip_space();
    if (rest_.starts_with('"')) return quoted();
    if (rest_.starts_with('%')) {
      auto const end = rest_.find('%', 1);
      if (end == std::string_view::npos) return invalid_pattern("A % is not closed.");
      auto const expression = rest_.substr(1, end - 1);
      rest_.remove_prefix(end + 1);
      return TextMatch::of_regex(expression);
    }
    auto const text = take_while_not(" \t\r\n&|()\"");
    if (text.empty()) return invalid_pattern("It ends where a value was expected.");
    return TextMatch::of_text(text);
  }

  // \" and \\ stand for the characters.
  Result<TextMatch> quoted() {
    std::string text;
    for (std::size_t at = 1; at < rest_.size(); ++at) {
      if (rest_[at] == '"') {
        rest_.remove_prefix(at + 1);
        return TextMatch::of_text(text);
      }
      bool const escaped = rest_[at] == '\\' && at + 1 < rest_.size() &&
                           (rest_[at + 1] == '"' || rest_[at + 1] == '\\');
      text += rest_[escaped ? ++at : at];
    }
    return invalid_pattern("A quote is not closed.");
  }

  // Brackets, as in $['a b'], are taken whole.
  std::string take_while_not(std::string_view ends) {
    std::size_t at = 0;
    while (at < rest_.size() && ends.find(rest_[at]) == std::string_view::npos) {
      if (rest_[at] == '[') at = std::min(rest_.find(']', at), rest_.size() - 1);
      ++at;
    }
    std::string taken(rest_.substr(0, at));
    rest_.remove_prefix(at);
    return taken;
  }

  void skip_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(kSpace), rest_.size()));
  }
  bool take(std::string_view sign) {
    skip_space();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }
  // Two words with any space between them.
  bool take_words(std::string_view words) {
    auto const before = rest_;
    auto const gap = words.find(' ');
    if (take(words.substr(0, gap)) && take(words.substr(gap + 1))) return true;
    rest_ = before;
    return false;
  }

  std::string_view rest_;
};

}  // namespace

Result<Expression> read_expression(std::string_view text) { return Reader(text).whole(); }

bool holds(Expression const& expression, std::function<bool(Comparison const&)> const& test) {
  auto const part_holds = [&test](Expression const& part) { return holds(part, test); };
  switch (expression.kind) {
    case Expression::Kind::all:
      return std::ranges::all_of(expression.parts, part_holds);
    case Expression::Kind::any:
      return std::ranges::any_of(expression.parts, part_holds);
    default:
      return test(expression.comparison);
  }
}

Result<void> each_comparison(Expression const& expression,
                             std::function<Result<void>(Comparison const&)> const& visit) {
  if (expression.kind == Expression::Kind::comparison) return visit(expression.comparison);
  for (Expression const& part : expression.parts) {
    if (auto done = each_comparison(part, visit); !done) return done;
  }
  return {};
}

bool compares(Comparison const& comparison, std::string_view text, std::optional<double> number) {
  auto const with = comparison.with.number();
  bool const numbers = number && with;
  switch (comparison.op) {
    case Op::equal:
      return comparison.with.equals(text, number);
    case Op::not_equal:
      return !comparison.with.equals(text, number);
    case Op::less:
      return numbers && *number < *with;
    case Op::less_or_equal:
      return numbers && *number <= *with;
    case Op::greater:
      return numbers && *number > *with;
    case Op::greater_or_equal:
      return numbers && *number >= *with;
    default:
      return false;
  }
}

}  // namespace helio::logs
