#include <cmath>

#include "asl/json_path.hpp"
#include "asl/payload_template.hpp"
#include "asl/reference_path.hpp"
#include "asl/resource.hpp"
#include "asl/validator.hpp"
#include "base/timestamp.hpp"

namespace helio::asl {
namespace {

constexpr double kSecondsMax = 99'999'999;
constexpr double kCountMax = 2'147'483'647;
constexpr std::size_t kVariableCharactersMax = 80;

FieldRule const* rule_of(std::span<FieldRule const> rules, std::string_view name) {
  for (FieldRule const& rule : rules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

// Fields that the other query language has: a hint worth more than "not supported".
bool of_jsonata(std::string_view name) {
  return name == "Arguments" || name == "Output" || name == "Items" || name == "Condition";
}

std::string names_of(std::span<std::string_view const> names) {
  std::string text;
  for (std::string_view const name : names) {
    text += (text.empty() ? "'" : ", '") + std::string(name) + "'";
  }
  return text;
}

bool variable_name(std::string_view name) {
  if (name.empty() || name.size() > 4 * kVariableCharactersMax || name == "states") return false;
  auto const letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
  };
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!letter(name.front())) return false;
  for (char const c : name) {
    if (!letter(c) && !digit(c)) return false;
  }
  return true;
}

}  // namespace

void Validator::fields(Json const& body, Place const& at, std::span<FieldRule const> rules) {
  for (FieldRule const& rule : rules) {
    if (rule.required && !body.contains(rule.name)) {
      schema(at, "The field '" + std::string(rule.name) + "' is required but was missing");
    }
  }
  for (auto const& [name, value] : body.items()) {
    FieldRule const* const rule = rule_of(rules, name);
    if (rule != nullptr) {
      field(value, rule->kind, at / name);
    } else if (of_jsonata(name)) {
      schema(at / name,
             "The field '" + name + "' is not supported with the query language JSONPath");
    } else {
      schema(at / name, "The field '" + name + "' is not supported here");
    }
  }
}

void Validator::groups(Json const& body, Place const& at, std::span<FieldGroup const> groups) {
  for (FieldGroup const& group : groups) {
    std::size_t there = 0;
    for (std::string_view const name : group.names) there += body.contains(name) ? 1 : 0;
    if (there == 0 && group.required) {
      schema(at, "One of these fields is required: " + names_of(group.names));
    } else if (there > 1) {
      schema(at, "Only one of these fields may stand: " + names_of(group.names));
    }
  }
}

void Validator::field(Json const& value, FieldKind kind, Place const& at) {
  switch (kind) {
    case FieldKind::any:
    case FieldKind::states:
      if (kind == FieldKind::states && !value.is_object()) schema(at, "Value must be an object");
      return;
    case FieldKind::payload:
    case FieldKind::variables:
      return payload(value, kind, at);
    case FieldKind::selection:
    case FieldKind::placement:
    case FieldKind::path:
    case FieldKind::path_or_call:
      return path(value, kind, at);
    case FieldKind::seconds:
      return number(value, 1, kSecondsMax, true, at);
    case FieldKind::wait_seconds:
      return number(value, 0, kSecondsMax, true, at);
    case FieldKind::count:
      return number(value, 0, kCountMax, true, at);
    case FieldKind::percentage:
      return number(value, 0, 100, false, at);
    case FieldKind::query_language:
      return query_language(value, at);
    case FieldKind::retry:
      return retry(value, at);
    case FieldKind::catchers:
      return catchers(value, at);
    case FieldKind::choices:
      return choices(value, at);
    case FieldKind::branches:
      return branches(value, at);
    case FieldKind::processor:
      return processor(value, at);
    case FieldKind::unsupported:
      return add(Severity::error, "NOT_SUPPORTED",
                 "This version runs Map over items of the state's input only", at);
    default:
      return scalar(value, kind, at);
  }
}

void Validator::scalar(Json const& value, FieldKind kind, Place const& at) {
  if (kind == FieldKind::boolean) {
    if (!value.is_boolean()) schema(at, "Value must be a boolean");
  } else if (kind == FieldKind::object) {
    if (!value.is_object()) schema(at, "Value must be an object");
  } else if (!value.is_string()) {
    schema(at, "Value must be a string");
  } else if (kind == FieldKind::timestamp) {
    if (!parse_rfc3339(value.get_ref<std::string const&>())) {
      schema(at, "Value is not a valid ISO-8601 extended offset date-time format string");
    }
  } else if (kind == FieldKind::resource) {
    auto const resource = parse_resource(value.get_ref<std::string const&>());
    if (!resource) schema(at, resource.error().message);
  } else if (kind == FieldKind::state_name && value.get_ref<std::string const&>().empty()) {
    schema(at, "Value must be the name of a state");
  }
}

void Validator::path(Json const& value, FieldKind kind, Place const& at) {
  bool const nullable = kind == FieldKind::selection || kind == FieldKind::placement;
  if (nullable && value.is_null()) return;
  if (!value.is_string()) return schema(at, "Value must be a string");
  auto const& text = value.get_ref<std::string const&>();
  if (kind == FieldKind::placement) {
    auto const parsed = ReferencePath::parse(text);
    if (!parsed) schema(at, "Value is not a Reference Path: " + parsed.error().message);
  } else if (kind == FieldKind::path_or_call) {
    auto const parsed = PathOrCall::parse(text);
    if (!parsed) {
      schema(at, "Value must be a valid JSONPath or a valid intrinsic function call: " +
                     parsed.error().message);
    }
  } else {
    auto const parsed = JsonPath::parse(text);
    if (!parsed) schema(at, "Value is not a valid JSONPath: " + parsed.error().message);
  }
}

void Validator::payload(Json const& value, FieldKind kind, Place const& at) {
  if (kind == FieldKind::variables) {
    if (!value.is_object()) return schema(at, "Value must be an object");
    for (auto const& [key, unused] : value.items()) {
      std::string_view name = key;
      if (name.ends_with(".$")) name.remove_suffix(2);
      if (!variable_name(name)) {
        schema(at / key,
               "A variable's name begins with a letter, continues with letters, digits "
               "and underscores, has at most 80 characters and is not 'states'");
      }
    }
  }
  auto const compiled = PayloadTemplate::compile(value);
  if (compiled) return;
  Error const& error = compiled.error();
  add(Severity::error, "SCHEMA_VALIDATION_FAILED", error.message, at.under(error.detail));
}

void Validator::number(Json const& value, double least, double most, bool whole, Place const& at) {
  if (!value.is_number()) return schema(at, "Value must be a number");
  auto const given = value.get<double>();
  if (whole && std::floor(given) != given) return schema(at, "Value must be an integer");
  if (given >= least && given <= most) return;
  auto const shown = [](double bound) { return std::to_string(static_cast<long long>(bound)); };
  schema(at, "Value must be from " + shown(least) + " to " + shown(most));
}

void Validator::query_language(Json const& value, Place const& at) {
  if (value == "JSONPath") return;
  if (value == "JSONata") {
    return add(Severity::error, "NOT_SUPPORTED",
               "This version runs the query language JSONPath only, not yet JSONata", at);
  }
  schema(at, "Value must be JSONPath or JSONata");
}

}  // namespace helio::asl
