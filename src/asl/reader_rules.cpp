// Reader's lists of rules: Choice, Retry, Catch; and the kinds of fields.
#include "asl/comparison.hpp"
#include "asl/reader.hpp"

namespace helio::asl {
namespace {

std::string const* text_at(Json const& body, std::string_view field) {
  auto const found = body.find(field);
  return found == body.end() ? nullptr : found->get_ptr<std::string const*>();
}

}  // namespace

ChoiceState Reader::choice(Json const& body, Json const& around) {
  ChoiceState choice;
  for (Json const& one : body.at("Choices")) {
    choice.rules.push_back({condition(one), target(one, "Next", around), payload(one, "Assign")});
  }
  choice.otherwise = target(body, "Default", around);
  return choice;
}

Condition Reader::condition(Json const& body) {
  Condition condition;
  for (auto const& [name, value] : body.items()) {
    if (name == "Not") {
      condition.kind = Condition::Kind::negation;
      condition.operands.push_back(this->condition(value));
    } else if (name == "And" || name == "Or") {
      condition.kind = name == "And" ? Condition::Kind::all : Condition::Kind::any;
      for (Json const& one : value) condition.operands.push_back(this->condition(one));
    } else if (name == "Variable") {
      condition.variable = path(body, "Variable");
    } else {
      bool by_path = false;
      Comparison const* const comparison = find_comparison(name, by_path);
      if (comparison == nullptr) continue;
      condition.comparison = comparison;
      if (by_path) {
        condition.value_path = path(body, name);
      } else {
        condition.value = std::make_shared<Json const>(value);
      }
    }
  }
  return condition;
}

Retrier Reader::retrier(Json const& body) {
  Retrier retrier;
  retrier.error_equals = body.at("ErrorEquals").get<std::vector<std::string>>();
  retrier.interval_s = body.value("IntervalSeconds", 1.0);
  retrier.backoff_rate = body.value("BackoffRate", 2.0);
  retrier.max_attempts = body.value("MaxAttempts", 3);
  auto const most = body.find("MaxDelaySeconds");
  if (most != body.end()) retrier.max_delay_s = most->get<double>();
  retrier.full_jitter = body.value("JitterStrategy", "NONE") == "FULL";
  return retrier;
}

Catcher Reader::catcher(Json const& body, Json const& around) {
  return {body.at("ErrorEquals").get<std::vector<std::string>>(), target(body, "Next", around),
          placement(body), payload(body, "Assign")};
}

StateIndex Reader::target(Json const& body, std::string_view field, Json const& around) {
  std::string const* const name = text_at(body, field);
  if (name == nullptr) return kEnd;
  StateIndex index = 0;
  for (auto const& [key, unused] : around.items()) {
    if (key == *name) return index;
    ++index;
  }
  return kEnd;
}

Selection Reader::selection(Json const& body, std::string_view field) {
  using Kind = Selection::Kind;
  auto const found = body.find(field);
  if (found == body.end() || *found == "$") return {};
  if (found->is_null()) return {Kind::nothing, std::nullopt};
  return {Kind::path, path(body, field)};
}

Placement Reader::placement(Json const& body) {
  using Kind = Placement::Kind;
  auto const found = body.find("ResultPath");
  if (found == body.end() || *found == "$") return {};
  if (found->is_null()) return {Kind::discard, std::nullopt};
  return {Kind::insert, keep(ReferencePath::parse(found->get_ref<std::string const&>()))};
}

Amount Reader::amount(Json const& body, std::string_view field) {
  auto const found = body.find(field);
  if (found != body.end()) return {found->get<double>(), std::nullopt};
  return {std::nullopt, path(body, std::string(field) + "Path")};
}

std::optional<JsonPath> Reader::path(Json const& body, std::string_view field) {
  std::string const* const text = text_at(body, field);
  if (text == nullptr) return std::nullopt;
  return keep(JsonPath::parse(*text));
}

std::optional<PathOrCall> Reader::path_or_call(Json const& body, std::string_view field) {
  std::string const* const text = text_at(body, field);
  if (text == nullptr) return std::nullopt;
  return keep(PathOrCall::parse(*text));
}

std::optional<PayloadTemplate> Reader::payload(Json const& body, std::string_view field) {
  auto const found = body.find(field);
  if (found == body.end()) return std::nullopt;
  return keep(PayloadTemplate::compile(*found));
}

}  // namespace helio::asl
