// Validation of a definition: every fault at once, each with its place, as Step Functions'
// ValidateStateMachineDefinition reports them.
//
// Checked  types and ranges of fields, unknown and missing ones, fields that exclude each other,
//          paths, templates, intrinsic functions, names of variables; transitions to states that
//          are not there, states that cannot be reached, names used twice; the rules of
//          ErrorEquals, Choice, Map and Parallel.
// Codes    INVALID_JSON_DESCRIPTION, SCHEMA_VALIDATION_FAILED, MISSING_TRANSITION_TARGET,
//          DUPLICATE_STATE_NAME, DEFINITION_TOO_LARGE, and for what this version does not run,
//          NOT_SUPPORTED (JSONata, Map's ItemReader, ItemBatcher and ResultWriter, and what the
//          ResourceCheck refuses).
// Bounds   kDefinitionBytesMax, kDefinitionDepthMax; at most kDiagnosticsMax faults are told.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "asl/diagnostic.hpp"
#include "asl/resource.hpp"
#include "base/json.hpp"

namespace helio::asl {

inline constexpr std::size_t kDefinitionBytesMax = 1U << 20U;
inline constexpr int kDefinitionDepthMax = 64;
inline constexpr std::size_t kDiagnosticsMax = 100;

enum class MachineType { standard, express };

// Whether a Task may name this here, and if not, the sentence that says why. Empty: it may.
using ResourceCheck = std::function<Result<void>(Resource const&)>;

[[nodiscard]] Diagnostics validate(std::string_view definition,
                                   MachineType type = MachineType::standard,
                                   ResourceCheck const& check = {});

// The same for a definition that is parsed already, under the bounds above.
[[nodiscard]] Diagnostics validate_json(Json const& definition,
                                        MachineType type = MachineType::standard,
                                        ResourceCheck const& check = {});

}  // namespace helio::asl
