#include "aws/dynamodb/condition.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "aws/dynamodb/attribute_value.hpp"

namespace helio::aws::dynamodb {
namespace {

constexpr int kDepthMax = 32;        // parentheses and NOTs
constexpr int kOperatorsMax = 300;   // as DynamoDB
constexpr std::size_t kInMax = 100;  // operands of IN

// None: the item has no such attribute.
using Operand = std::function<std::optional<Json>(Json const& item)>;

std::optional<Json> at(Json const& item, DocumentPath const& path) {
  Json const* const found = find(item, path);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

// The length of a text or binary, the count of anything with elements.
std::optional<Json> size_of_content(Json const& value) {
  auto const type = type_of(value);
  if (type == "N" || type == "BOOL" || type == "NULL") return std::nullopt;
  auto const size = type == "S" || type == "B" ? size_of(value) : content_of(value).size();
  return Json{{"N", std::to_string(size)}};
}

bool contains(Json const& value, Json const& part) {
  auto const type = type_of(value);
  Json const& content = content_of(value);
  if (type == "S" && type_of(part) == "S") {
    auto const& text = content.get_ref<std::string const&>();
    return text.find(content_of(part).get_ref<std::string const&>()) != std::string::npos;
  }
  if (type == "L") {
    return std::ranges::any_of(content, [&](Json const& one) { return same(one, part); });
  }
  if (type.size() == 2 && type.substr(0, 1) == type_of(part)) {
    return std::ranges::find(content, content_of(part)) != content.end();
  }
  return false;
}

bool begins_with(Json const& value, Json const& prefix) {
  if (type_of(value) != "S" || type_of(prefix) != "S") return false;
  return content_of(value).get_ref<std::string const&>().starts_with(
      content_of(prefix).get_ref<std::string const&>());
}

bool compared(std::string_view sign, std::optional<Json> const& a, std::optional<Json> const& b) {
  if (sign == "=") return a && b && same(*a, *b);
  if (sign == "<>") return !a || !b || !same(*a, *b);
  auto const found = a && b ? order(*a, *b) : std::nullopt;
  if (!found) return false;
  if (sign == "<") return *found < 0;
  if (sign == "<=") return *found <= 0;
  return sign == ">" ? *found > 0 : *found >= 0;
}

bool is_sign(std::string_view word) {
  return word == "=" || word == "<>" || word == "<" || word == "<=" || word == ">" || word == ">=";
}

class Reader {
 public:
  explicit Reader(ExpressionText& text) : text_(text) {}

  Result<Condition> any_of() {
    if (++depth_ > kDepthMax) return text_.wrong("The expression is nested too deep");
    auto left = all_of();
    while (left && text_.accept("OR")) {
      auto right = all_of();
      if (!right) return right;
      left = [a = std::move(*left), b = std::move(*right)](Json const& item) {
        return a(item) || b(item);
      };
    }
    --depth_;
    return left;
  }

 private:
  Result<Condition> all_of() {
    auto left = negation();
    while (left && text_.accept("AND")) {
      auto right = negation();
      if (!right) return right;
      left = [a = std::move(*left), b = std::move(*right)](Json const& item) {
        return a(item) && b(item);
      };
    }
    return left;
  }

  Result<Condition> negation() {
    if (++operators_ > kOperatorsMax) return text_.wrong("The expression has too many operators");
    if (text_.is("NOT")) {
      text_.take();
      if (++depth_ > kDepthMax) return text_.wrong("The expression is nested too deep");
      auto inner = negation();
      --depth_;
      if (!inner) return inner;
      return Condition([a = std::move(*inner)](Json const& item) { return !a(item); });
    }
    if (text_.accept("(")) {
      auto inner = any_of();
      if (!inner) return inner;
      if (auto const closed = text_.expect(")"); !closed) return tl::unexpected(closed.error());
      return inner;
    }
    if (text_.calls() && text_.peek() != "size") return function();
    return comparison();
  }

  Result<Operand> operand() {
    if (text_.at_value()) {
      auto value = text_.value();
      if (!value) return fail(value);
      return Operand([value = std::move(*value)](Json const&) { return std::optional(value); });
    }
    bool const size = text_.peek() == "size" && text_.calls();
    if (size) text_.take(), text_.take();
    auto path = text_.path();
    if (!path) return fail(path);
    if (!size) return Operand([path = *path](Json const& item) { return at(item, path); });
    if (auto const closed = text_.expect(")"); !closed) return tl::unexpected(closed.error());
    return Operand([path = *path](Json const& item) {
      auto const found = at(item, path);
      return found ? size_of_content(*found) : std::nullopt;
    });
  }

  Result<Condition> comparison() {
    auto left = operand();
    if (!left) return fail(left);
    if (text_.accept("BETWEEN")) return between(std::move(*left));
    if (text_.accept("IN")) return in(std::move(*left));
    if (!is_sign(text_.peek())) return text_.unexpected();
    std::string const sign(text_.take());
    auto right = operand();
    if (!right) return fail(right);
    return Condition([sign, a = std::move(*left), b = std::move(*right)](Json const& item) {
      return compared(sign, a(item), b(item));
    });
  }

  Result<Condition> between(Operand value) {
    auto low = operand();
    if (!low) return fail(low);
    if (auto const both = text_.expect("AND"); !both) return tl::unexpected(both.error());
    auto high = operand();
    if (!high) return fail(high);
    return Condition([value = std::move(value), low = std::move(*low),
                      high = std::move(*high)](Json const& item) {
      auto const one = value(item);
      return compared(">=", one, low(item)) && compared("<=", one, high(item));
    });
  }

  Result<Condition> in(Operand value) {
    std::vector<Operand> options;
    if (auto const opened = text_.expect("("); !opened) return tl::unexpected(opened.error());
    do {
      auto option = operand();
      if (!option) return fail(option);
      options.push_back(std::move(*option));
      if (options.size() > kInMax) return text_.wrong("IN takes at most 100 operands");
    } while (text_.accept(","));
    if (auto const closed = text_.expect(")"); !closed) return tl::unexpected(closed.error());
    return Condition([value = std::move(value), options = std::move(options)](Json const& item) {
      auto const one = value(item);
      return std::ranges::any_of(
          options, [&](Operand const& option) { return compared("=", one, option(item)); });
    });
  }

  Result<Condition> function() {
    std::string const name(text_.take());
    text_.take();  // "("
    auto path = text_.path();
    if (!path) return fail(path);
    std::optional<Operand> second;
    if (text_.accept(",")) {
      auto given = operand();
      if (!given) return fail(given);
      second = std::move(*given);
    }
    if (auto const closed = text_.expect(")"); !closed) return tl::unexpected(closed.error());
    return made(name, std::move(*path), std::move(second));
  }

  Result<Condition> made(std::string const& name, DocumentPath path,
                         std::optional<Operand> second) {
    bool const exists = name == "attribute_exists";
    if (exists || name == "attribute_not_exists") {
      if (second) return text_.wrong("The function " + name + " takes one operand");
      return Condition([path = std::move(path), exists](Json const& item) {
        return (find(item, path) != nullptr) == exists;
      });
    }
    bool (*holds)(Json const&, Json const&) = nullptr;
    if (name == "begins_with") holds = begins_with;
    if (name == "contains") holds = contains;
    if (name == "attribute_type") {
      holds = [](Json const& value, Json const& type) {
        return type_of(type) == "S" && content_of(type) == type_of(value);
      };
    }
    if (holds == nullptr) return text_.wrong("Invalid function name; function: " + name);
    if (!second) return text_.wrong("The function " + name + " takes two operands");
    return Condition([path = std::move(path), other = std::move(*second), holds](Json const& item) {
      auto const value = at(item, path);
      auto const operand = other(item);
      return value && operand && holds(*value, *operand);
    });
  }

  ExpressionText& text_;
  int depth_ = 0;
  int operators_ = 0;
};

}  // namespace

Result<Condition> read_condition(std::string_view text, Placeholders& placeholders) {
  ExpressionText words("ConditionExpression", text, placeholders);
  if (text.size() > kExpressionBytesMax) return words.wrong("Expression size has exceeded 4 KB");
  auto condition = Reader(words).any_of();
  if (condition && !words.at_end()) return words.unexpected();
  return condition;
}

}  // namespace helio::aws::dynamodb
