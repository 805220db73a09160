#include "aws/dynamodb/update.hpp"

#include <algorithm>

#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/decimal.hpp"

namespace helio::aws::dynamodb {
namespace {

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

tl::unexpected<Error> wrong_type() {
  return wrong("An operand in the update expression has an incorrect data type");
}

Result<Json> sum(Json const& a, Json const& b, bool minus) {
  if (type_of(a) != "N" || type_of(b) != "N") return wrong_type();
  auto const one = Decimal::parse(content_of(a).get_ref<std::string const&>());
  auto const other = Decimal::parse(content_of(b).get_ref<std::string const&>());
  if (!one || !other) return wrong_type();
  auto const total = one->plus(minus ? other->negated() : *other);
  if (!total) return tl::unexpected(total.error());
  return Json{{"N", total->text()}};
}

Result<Json> appended(Json const& a, Json const& b) {
  if (type_of(a) != "L" || type_of(b) != "L") return wrong_type();
  Json list = content_of(a);
  for (Json const& one : content_of(b)) list.push_back(one);
  return Json{{"L", std::move(list)}};
}

bool is_set(Json const& value) { return type_of(value).size() == 2; }

// ADD: a number to a number, elements to a set; what is not there is 0 or empty.
Result<Json> added(Json const* stored, Json const& value) {
  if (type_of(value) != "N" && !is_set(value)) return wrong_type();
  if (stored == nullptr) return value;
  if (type_of(value) == "N") return sum(*stored, value, false);
  if (type_of(*stored) != type_of(value)) return wrong_type();
  Json set = content_of(*stored);
  for (Json const& one : content_of(value)) {
    if (std::ranges::find(set, one) == set.end()) set.push_back(one);
  }
  std::sort(set.begin(), set.end());
  return Json{{std::string(type_of(value)), std::move(set)}};
}

// DELETE: elements from a set; null where none stays.
Result<Json> without(Json const& stored, Json const& value) {
  if (!is_set(value) || type_of(stored) != type_of(value)) return wrong_type();
  Json set = Json::array();
  for (Json const& one : content_of(stored)) {
    auto const& gone = content_of(value);
    if (std::ranges::find(gone, one) == gone.end()) set.push_back(one);
  }
  if (set.empty()) return Json();
  return Json{{std::string(type_of(value)), std::move(set)}};
}

class Reader {
 public:
  explicit Reader(ExpressionText& text) : text_(text) {}

  Result<Update> clauses() {
    while (!text_.at_end()) {
      bool known = false;
      for (auto const& [word, kind] :
           {std::pair{"SET", Update::Kind::set}, std::pair{"REMOVE", Update::Kind::remove},
            std::pair{"ADD", Update::Kind::add}, std::pair{"DELETE", Update::Kind::erase}}) {
        if (!text_.is(word)) continue;
        known = true;
        text_.take();
        if (std::ranges::find(actions_, kind, &Update::Action::kind) != actions_.end()) {
          return text_.wrong("The \"" + std::string(word) +
                             "\" section can only be used once in an update expression");
        }
        if (auto const read = clause(kind); !read) return tl::unexpected(read.error());
        break;
      }
      if (!known) return text_.unexpected();
    }
    if (actions_.empty()) return text_.wrong("The expression can not be empty");
    return Update(std::move(actions_));
  }

 private:
  Result<void> clause(Update::Kind kind) {
    do {
      auto path = text_.path();
      if (!path) return tl::unexpected(path.error());
      Update::Action action{kind, std::move(*path)};
      Result<Update::Value> value;
      if (kind == Update::Kind::set) {
        if (auto opened = text_.expect("="); !opened) return opened;
        value = total();
      } else if (kind != Update::Kind::remove) {
        value = constant();
      }
      if (!value) return tl::unexpected(value.error());
      action.value = std::move(*value);
      for (Update::Action const& other : actions_) {
        if (!overlap(other.path, action.path)) continue;
        return text_.wrong(
            "Two document paths overlap with each other; must remove or rewrite one "
            "of these paths");
      }
      actions_.push_back(std::move(action));
    } while (text_.accept(","));
    return {};
  }

  Result<Update::Value> constant() {
    if (!text_.at_value()) return text_.unexpected();
    auto value = text_.value();
    if (!value) return fail(value);
    return Update::Value([value = std::move(*value)](Json const&) { return Result<Json>(value); });
  }

  Result<Update::Value> total() {
    auto left = operand();
    bool const minus = text_.peek() == "-";
    if (!left || (!minus && text_.peek() != "+")) return left;
    text_.take();
    auto right = operand();
    if (!right) return right;
    return both(std::move(*left), std::move(*right),
                [minus](Json const& a, Json const& b) { return sum(a, b, minus); });
  }

  template <typename Join>
  static Update::Value both(Update::Value left, Update::Value right, Join join) {
    return
        [left = std::move(left), right = std::move(right), join](Json const& item) -> Result<Json> {
          auto const a = left(item);
          if (!a) return a;
          auto const b = right(item);
          if (!b) return b;
          return join(*a, *b);
        };
  }

  Result<Update::Value> operand() {
    if (++operands_ > kOperandsMax) return text_.wrong("The expression has too many operands");
    if (text_.at_value()) return constant();
    if (text_.calls()) return function();
    auto path = text_.path();
    if (!path) return fail(path);
    return Update::Value([path = std::move(*path)](Json const& item) -> Result<Json> {
      if (Json const* const found = find(item, path)) return *found;
      return wrong(
          "The provided expression refers to an attribute that does not exist in the item");
    });
  }

  Result<Update::Value> function() {
    std::string const name(text_.take());
    text_.take();  // "("
    bool const fallback = name == "if_not_exists";
    if (!fallback && name != "list_append") {
      return text_.wrong("Invalid function name; function: " + name);
    }
    DocumentPath path;
    Update::Value first;
    if (fallback) {
      auto read = text_.path();
      if (!read) return fail(read);
      path = std::move(*read);
    } else {
      auto read = operand();
      if (!read) return read;
      first = std::move(*read);
    }
    if (auto const more = text_.expect(","); !more) return tl::unexpected(more.error());
    auto second = operand();
    if (!second) return second;
    if (auto const closed = text_.expect(")"); !closed) return tl::unexpected(closed.error());
    if (!fallback) return both(std::move(first), std::move(*second), appended);
    return Update::Value(
        [path = std::move(path), other = std::move(*second)](Json const& item) -> Result<Json> {
          Json const* const found = find(item, path);
          return found != nullptr ? Result<Json>(*found) : other(item);
        });
  }

  // Also bounds how deep functions stand in each other.
  static constexpr int kOperandsMax = 300;

  ExpressionText& text_;
  std::vector<Update::Action> actions_;
  int operands_ = 0;
};

// What the action makes of the value that stands at its path; null: nothing stays there.
Result<Json> made(Update::Action const& action, Json const& item) {
  if (action.kind == Update::Kind::remove) return Json();
  auto value = action.value(item);
  if (!value || action.kind == Update::Kind::set) return value;
  Json const* const stored = find(item, action.path);
  if (action.kind == Update::Kind::add) return added(stored, *value);
  if (stored == nullptr) return is_set(*value) ? Result<Json>(Json()) : wrong_type();
  return without(*stored, *value);
}

}  // namespace

Result<Json> Update::apply(Json const& item) const {
  Json updated = item;
  std::vector<DocumentPath> gone;
  for (Action const& action : actions_) {
    auto value = made(action, item);
    if (!value) return value;
    if (value->is_null()) {
      gone.push_back(action.path);
    } else if (auto const put = set(updated, action.path, std::move(*value)); !put) {
      return tl::unexpected(put.error());
    }
  }
  // From the back, so that the indexes of those before still hold.
  std::ranges::sort(gone, std::greater<>());
  for (DocumentPath const& path : gone) {
    if (auto const removed = remove(updated, path); !removed) {
      return tl::unexpected(removed.error());
    }
  }
  return updated;
}

Result<Update> read_update(std::string_view text, Placeholders& placeholders) {
  ExpressionText words("UpdateExpression", text, placeholders);
  if (text.size() > kExpressionBytesMax) return words.wrong("Expression size has exceeded 4 KB");
  return Reader(words).clauses();
}

}  // namespace helio::aws::dynamodb
