#include "asl/comparison.hpp"
#include "asl/json_path.hpp"
#include "asl/validator.hpp"
#include "base/timestamp.hpp"

namespace helio::asl {
namespace {

bool joins(std::string_view field) { return field == "And" || field == "Or" || field == "Not"; }

// What may stand in a rule besides its condition; only a rule at the top leads anywhere.
bool of_rule(std::string_view field, bool top) {
  return field == "Comment" || (top && (field == "Next" || field == "Assign"));
}

}  // namespace

void Validator::choices(Json const& value, Place const& at) {
  if (!value.is_array() || value.empty()) {
    return schema(at, "Value must be an array of at least one Choice rule");
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    Json const& rule = value[i];
    Place const here = at / i;
    condition(rule, here, true);
    if (!rule.is_object()) continue;
    auto const next = rule.find("Next");
    if (next == rule.end()) {
      schema(here, "The field 'Next' is required but was missing");
    } else {
      field(*next, FieldKind::state_name, here / "Next");
      target(rule, "Next", here);
    }
    auto const assign = rule.find("Assign");
    if (assign != rule.end()) field(*assign, FieldKind::variables, here / "Assign");
  }
}

void Validator::condition(Json const& value, Place const& at, bool top) {
  if (!value.is_object()) return schema(at, "A Choice rule must be an object");
  std::string_view joint;
  for (auto const& [name, unused] : value.items()) {
    if (joins(name)) joint = name;
  }
  if (joint.empty()) return comparison(value, at);
  for (auto const& [name, operand] : value.items()) {
    Place const here = at / name;
    if (name != joint) {
      if (!of_rule(name, top)) {
        schema(here, "The field '" + name + "' may not stand beside '" + std::string(joint) + "'");
      }
    } else if (name == "Not") {
      condition(operand, here, false);
    } else if (!operand.is_array() || operand.empty()) {
      schema(here, "Value must be an array of at least one condition");
    } else {
      for (std::size_t i = 0; i < operand.size(); ++i) condition(operand[i], here / i, false);
    }
  }
}

void Validator::comparison(Json const& value, Place const& at) {
  auto const variable = value.find("Variable");
  if (variable == value.end()) {
    schema(at, "The field 'Variable' is required but was missing");
  } else {
    field(*variable, FieldKind::path, at / "Variable");
  }
  std::size_t operators = 0;
  for (auto const& [name, given] : value.items()) {
    bool path = false;
    if (find_comparison(name, path) != nullptr) {
      ++operators;
      operand(given, name, at / name);
    } else if (name != "Variable" && !of_rule(name, true)) {
      schema(at / name, "The field '" + name + "' is not supported here");
    }
  }
  if (operators != 1) {
    schema(at, "A Choice rule has exactly one comparison operator; this one has " +
                   std::to_string(operators));
  }
}

void Validator::operand(Json const& value, std::string_view field, Place const& at) {
  bool path = false;
  Comparison const* const comparison = find_comparison(field, path);
  if (path) return this->field(value, FieldKind::path, at);
  switch (comparison->operand) {
    case Comparison::Operand::text:
    case Comparison::Operand::pattern:
      return this->field(value, FieldKind::text, at);
    case Comparison::Operand::timestamp:
      return this->field(value, FieldKind::timestamp, at);
    case Comparison::Operand::number:
      if (!value.is_number()) schema(at, "Value must be a number");
      return;
    case Comparison::Operand::boolean:
    case Comparison::Operand::test:
    case Comparison::Operand::presence:
      return this->field(value, FieldKind::boolean, at);
  }
}

}  // namespace helio::asl
