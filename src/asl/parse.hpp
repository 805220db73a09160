// Reading a definition: JSON in, a StateMachine ready to run out, or the first of its faults.
#pragma once

#include <memory>
#include <string_view>

#include "asl/definition.hpp"
#include "asl/validate.hpp"
#include "base/result.hpp"

namespace helio::asl {

// Errors: invalid_argument "InvalidDefinition"; the message is the first error validate() finds,
// "SCHEMA_VALIDATION_FAILED: … at /States/…". Warnings do not count.
[[nodiscard]] Result<std::shared_ptr<StateMachine const>> parse_definition(
    std::string_view definition, MachineType type = MachineType::standard,
    ResourceCheck const& check = {});
[[nodiscard]] Result<std::shared_ptr<StateMachine const>> parse_definition_json(
    Json const& definition, MachineType type = MachineType::standard,
    ResourceCheck const& check = {});

}  // namespace helio::asl
