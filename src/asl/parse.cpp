#include "asl/parse.hpp"

#include "asl/reader.hpp"

namespace helio::asl {
namespace {

tl::unexpected<Error> first_error(Diagnostics const& found) {
  for (Diagnostic const& one : found) {
    if (one.severity != Severity::error) continue;
    return fail(Errc::invalid_argument, "InvalidDefinition",
                one.code + ": " + one.message + " at " + one.location);
  }
  return fail(Errc::internal, "InvalidDefinition", "The definition could not be read.");
}

Result<std::shared_ptr<StateMachine const>> read(Json const& definition) {
  Reader reader;
  auto machine = std::make_shared<StateMachine>(reader.machine(definition));
  if (reader.error()) {
    return fail(Errc::invalid_argument, "InvalidDefinition", reader.error()->message);
  }
  return std::shared_ptr<StateMachine const>(std::move(machine));
}

}  // namespace

StateIndex Flow::find(std::string_view name) const noexcept {
  for (StateIndex i = 0; i < states.size(); ++i) {
    if (states[i].name == name) return i;
  }
  return kEnd;
}

Result<std::shared_ptr<StateMachine const>> parse_definition_json(Json const& definition,
                                                                  MachineType type,
                                                                  ResourceCheck const& check) {
  Diagnostics const found = validate_json(definition, type, check);
  if (has_errors(found)) return first_error(found);
  return read(definition);
}

Result<std::shared_ptr<StateMachine const>> parse_definition(std::string_view definition,
                                                             MachineType type,
                                                             ResourceCheck const& check) {
  Diagnostics const found = validate(definition, type, check);
  if (has_errors(found)) return first_error(found);
  auto const parsed = parse_json(definition, {kDefinitionBytesMax, kDefinitionDepthMax});
  return read(*parsed);
}

}  // namespace helio::asl
