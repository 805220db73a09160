#include "aws/dynamodb/expression_text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "aws/dynamodb/attribute_value.hpp"
#include "base/json_members.hpp"

namespace helio::aws::dynamodb {
namespace {

constexpr std::size_t kStepsMax = 32;

bool in_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '#' || c == ':';
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view behind_spaces(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

}  // namespace

Result<Placeholders> Placeholders::read(Json const& input) {
  Placeholders read;
  if (Json const& names = member(input, "ExpressionAttributeNames"); !names.is_null()) {
    bool const good = names.is_object() && std::ranges::all_of(names.items(), [](auto const& one) {
                        return one.key().starts_with('#') && one.value().is_string();
                      });
    if (!good) return invalid("ExpressionAttributeNames is an object from #names to texts");
    read.names_ = names;
  }
  if (Json const& values = member(input, "ExpressionAttributeValues"); !values.is_null()) {
    auto known = read_item(values);
    if (!known) return fail(known);
    for (auto const& [name, unused] : known->items()) {
      if (!name.starts_with(':')) {
        return invalid("ExpressionAttributeValues is an object from :values to attribute values");
      }
    }
    read.values_ = std::move(*known);
  }
  return read;
}

Result<std::string> Placeholders::name(std::string_view placeholder) {
  auto const found = names_.find(placeholder);
  if (found == names_.end()) {
    return invalid("An expression attribute name used in the document path is not defined; " +
                   std::string(placeholder));
  }
  used_.emplace(placeholder);
  return found->get<std::string>();
}

Result<Json> Placeholders::value(std::string_view placeholder) {
  auto const found = values_.find(placeholder);
  if (found == values_.end()) {
    return invalid("An expression attribute value used in expression is not defined; " +
                   std::string(placeholder));
  }
  used_.emplace(placeholder);
  return *found;
}

Result<void> Placeholders::all_used() const {
  for (Json const* const all : {&names_, &values_}) {
    for (auto const& [name, unused] : all->items()) {
      if (used_.contains(name)) continue;
      return invalid(std::string("Value provided in ExpressionAttribute") +
                     (all == &names_ ? "Names" : "Values") + " unused in expressions: keys: {" +
                     name + "}");
    }
  }
  return {};
}

ExpressionText::ExpressionText(std::string_view kind, std::string_view text,
                               Placeholders& placeholders)
    : kind_(kind), rest_(text), placeholders_(placeholders) {
  take();
}

std::string_view ExpressionText::word_at(std::string_view text) const {
  text = behind_spaces(text);
  if (text.empty()) return text;
  std::size_t size = 1;
  if (in_word(text.front())) {
    size = static_cast<std::size_t>(std::ranges::find_if_not(text, in_word) - text.begin());
  } else if (text.starts_with("<>") || text.starts_with("<=") || text.starts_with(">=")) {
    size = 2;
  }
  return text.substr(0, size);
}

std::string_view ExpressionText::take() {
  std::string_view const taken = word_;
  word_ = word_at(rest_);
  rest_ = behind_spaces(rest_).substr(word_.size());
  return taken;
}

bool ExpressionText::at_name() const noexcept {
  return !word_.empty() && (std::isalpha(static_cast<unsigned char>(word_.front())) != 0 ||
                            word_.front() == '_' || word_.front() == '#');
}

bool ExpressionText::is(std::string_view word) const {
  return std::ranges::equal(word_, word, [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  });
}

bool ExpressionText::accept(std::string_view word) {
  if (!is(word)) return false;
  take();
  return true;
}

Result<void> ExpressionText::expect(std::string_view word) {
  if (accept(word)) return {};
  return unexpected();
}

bool ExpressionText::calls() const { return word_at(rest_) == "("; }

Result<DocumentPath> ExpressionText::path() {
  DocumentPath path;
  do {
    if (!at_name()) return unexpected();
    std::string name(take());
    if (name.starts_with('#')) {
      auto defined = placeholders_.name(name);
      if (!defined) return wrong(defined.error().message);
      name = std::move(*defined);
    }
    path.emplace_back(std::move(name));
    while (accept("[")) {
      std::size_t index = 0;
      auto const word = peek();
      auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), index);
      if (error != std::errc() || end != word.data() + word.size()) return unexpected();
      take();
      path.emplace_back(index);
      if (auto const closed = expect("]"); !closed) return tl::unexpected(closed.error());
    }
    if (path.size() > kStepsMax) return wrong("The document path has too many nesting elements");
  } while (accept("."));
  return path;
}

Result<Json> ExpressionText::value() {
  auto found = placeholders_.value(take());
  if (!found) return wrong(found.error().message);
  return found;
}

tl::unexpected<Error> ExpressionText::unexpected() const {
  return wrong("Syntax error; token: " + (at_end() ? "<EOF>" : "\"" + std::string(word_) + "\""));
}

tl::unexpected<Error> ExpressionText::wrong(std::string_view why) const {
  return invalid("Invalid " + std::string(kind_) + ": " + std::string(why));
}

}  // namespace helio::aws::dynamodb
