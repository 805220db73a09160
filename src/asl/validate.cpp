#include "asl/validate.hpp"

#include <algorithm>

#include "asl/validator.hpp"

namespace helio::asl {
namespace {

constexpr std::size_t kStateNameCharactersMax = 80;

Diagnostics only(std::string_view code, std::string message) {
  return {Diagnostic{Severity::error, std::string(code), std::move(message), ""}};
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

// The text of a field, "" if it is not there or no text: its own check tells of that.
std::string text_at(Json const& body, std::string_view field) {
  auto const found = body.find(field);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Place Place::operator/(std::string_view name) const {
  Place inner = *this;
  inner.text_ += '/';
  for (char const c : name) {
    if (c == '~') {
      inner.text_ += "~0";
    } else if (c == '/') {
      inner.text_ += "~1";
    } else {
      inner.text_ += c;
    }
  }
  return inner;
}

Place Place::operator/(std::size_t index) const { return *this / std::to_string(index); }

Place Place::under(std::string_view pointer) const {
  Place inner = *this;
  inner.text_ += pointer;
  return inner;
}

void Validator::add(Severity severity, std::string_view code, std::string message,
                    Place const& at) {
  if (found_.size() >= kDiagnosticsMax) return;
  found_.push_back({severity, std::string(code), std::move(message), at.text()});
}

void Validator::schema(Place const& at, std::string message) {
  add(Severity::error, "SCHEMA_VALIDATION_FAILED", std::move(message), at);
}

void Validator::machine(Json const& definition) { flow(definition, {}, fields_of_machine()); }

void Validator::flow(Json const& body, Place const& at, std::span<FieldRule const> rules) {
  if (!body.is_object()) return schema(at, "Value must be an object");
  fields(body, at, rules);
  auto const found = body.find("States");
  if (found == body.end() || !found->is_object()) return;
  if (found->empty()) return schema(at / "States", "At least one state is required");
  Json const* const around = std::exchange(siblings_, &*found);
  target(body, "StartAt", at);
  states(*found, at / "States");
  reachable(body, at);
  siblings_ = around;
}

void Validator::states(Json const& body, Place const& at) {
  for (auto const& [name, one] : body.items()) {
    Place const here = at / name;
    if (name.empty() || characters(name) > kStateNameCharactersMax) {
      schema(here, "A state's name has 1 to 80 characters");
    }
    if (!names_.insert(name).second) {
      add(Severity::error, "DUPLICATE_STATE_NAME",
          "State name '" + name + "' is used more than once in this state machine", here);
    }
    state(one, here);
  }
}

void Validator::state(Json const& body, Place const& at) {
  if (!body.is_object()) return schema(at, "Value must be an object");
  auto const type = parse_state_type(text_at(body, "Type"));
  if (!type) {
    return schema(at / "Type",
                  "Type must be one of Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map");
  }
  fields(body, at, fields_of(*type));
  groups(body, at, groups_of(*type));
  target(body, "Next", at);
  if (*type == StateType::choice) target(body, "Default", at);
  if (*type == StateType::task) task(body, at);
  auto const end = body.find("End");
  if (end != body.end() && end->is_boolean() && !end->get<bool>() && !body.contains("Next")) {
    schema(at / "End", "A state without Next must have \"End\": true");
  }
}

void Validator::target(Json const& body, std::string_view field, Place const& at) {
  std::string const name = text_at(body, field);
  if (name.empty() || siblings_ == nullptr || siblings_->contains(name)) return;
  add(Severity::error, "MISSING_TRANSITION_TARGET",
      "Missing '" + std::string(field) + "' target: " + name, at / field);
}

std::vector<std::string> Validator::targets_of(Json const& state) {
  std::vector<std::string> targets;
  if (!state.is_object()) return targets;
  for (std::string_view const field : {"Next", "Default"}) {
    targets.push_back(text_at(state, field));
  }
  for (std::string_view const field : {"Choices", "Catch"}) {
    auto const rules = state.find(field);
    if (rules == state.end() || !rules->is_array()) continue;
    for (Json const& rule : *rules) {
      if (rule.is_object()) targets.push_back(text_at(rule, "Next"));
    }
  }
  return targets;
}

void Validator::reachable(Json const& body, Place const& at) {
  Json const& all = *siblings_;
  std::set<std::string, std::less<>> seen;
  std::vector<std::string> waiting = {text_at(body, "StartAt")};
  if (!all.contains(waiting.front())) return;  // nothing is: one fault is enough
  while (!waiting.empty()) {
    std::string const name = std::move(waiting.back());
    waiting.pop_back();
    auto const found = all.find(name);
    if (found == all.end() || !seen.insert(name).second) continue;
    for (std::string& next : targets_of(*found)) waiting.push_back(std::move(next));
  }
  for (auto const& [name, state] : all.items()) {
    if (seen.contains(name)) continue;
    add(Severity::error, "MISSING_TRANSITION_TARGET", "State \"" + name + "\" is not reachable.",
        at / "States" / name);
  }
}

Diagnostics validate_json(Json const& definition, MachineType type, ResourceCheck const& check) {
  if (!definition.is_object()) {
    return only("INVALID_JSON_DESCRIPTION", "The definition must be a JSON object");
  }
  Validator validator(type, check);
  validator.machine(definition);
  return validator.take();
}

Diagnostics validate(std::string_view definition, MachineType type, ResourceCheck const& check) {
  auto const parsed = parse_json(definition, {kDefinitionBytesMax, kDefinitionDepthMax});
  if (parsed) return validate_json(*parsed, type, check);
  if (parsed.error().code == Errc::too_large) {
    return only("DEFINITION_TOO_LARGE", parsed.error().message);
  }
  return only("INVALID_JSON_DESCRIPTION", parsed.error().message + " " + parsed.error().detail);
}

}  // namespace helio::asl
