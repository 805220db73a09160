// Validator: the walk over a definition that validate() makes. Each part of the language has its
// own source: fields, Choice rules, Retry and Catch, and the graph of states.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "asl/fields.hpp"
#include "asl/validate.hpp"

namespace helio::asl {

// A JSON pointer that grows while the walk descends.
class Place {
 public:
  [[nodiscard]] Place operator/(std::string_view name) const;
  [[nodiscard]] Place operator/(std::size_t index) const;
  [[nodiscard]] Place under(std::string_view pointer) const;  // a whole JSON pointer behind it
  [[nodiscard]] std::string const& text() const noexcept { return text_; }

 private:
  std::string text_;
};

class Validator {
 public:
  Validator(MachineType type, ResourceCheck const& check) : type_(type), check_(check) {}
  void machine(Json const& definition);
  [[nodiscard]] Diagnostics take() { return std::move(found_); }

 private:
  // validate.cpp: the graph
  void flow(Json const& body, Place const& at, std::span<FieldRule const> rules);
  void states(Json const& body, Place const& at);
  void state(Json const& body, Place const& at);
  void reachable(Json const& body, Place const& at);
  void target(Json const& body, std::string_view field, Place const& at);
  [[nodiscard]] static std::vector<std::string> targets_of(Json const& state);

  // validate_fields.cpp
  void fields(Json const& body, Place const& at, std::span<FieldRule const> rules);
  void groups(Json const& body, Place const& at, std::span<FieldGroup const> groups);
  void field(Json const& value, FieldKind kind, Place const& at);
  void scalar(Json const& value, FieldKind kind, Place const& at);
  void path(Json const& value, FieldKind kind, Place const& at);
  void payload(Json const& value, FieldKind kind, Place const& at);
  void number(Json const& value, double least, double most, bool whole, Place const& at);
  void query_language(Json const& value, Place const& at);

  // validate_states.cpp: what is particular to a type of state
  void task(Json const& body, Place const& at);
  void named(Resource const& resource, Place const& at);
  void branches(Json const& value, Place const& at);
  void processor(Json const& value, Place const& at);

  // validate_choice.cpp
  void choices(Json const& value, Place const& at);
  void condition(Json const& value, Place const& at, bool top);
  void comparison(Json const& value, Place const& at);
  void operand(Json const& value, std::string_view field, Place const& at);

  // validate_errors.cpp
  void retry(Json const& value, Place const& at);
  void catchers(Json const& value, Place const& at);
  void error_equals(Json const& value, Place const& at, bool last);

  void schema(Place const& at, std::string message);
  void add(Severity severity, std::string_view code, std::string message, Place const& at);

  MachineType type_;
  ResourceCheck const& check_;
  Diagnostics found_;
  std::set<std::string, std::less<>> names_;  // of all states so far
  Json const* siblings_ = nullptr;            // the "States" around what is checked
};

}  // namespace helio::asl
