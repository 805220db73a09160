// Diagnostic: one fault of a state machine's definition, in the shape of Step Functions'
// ValidateStateMachineDefinition.
#pragma once

#include <string>
#include <vector>

namespace helio::asl {

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;      // "SCHEMA_VALIDATION_FAILED", "MISSING_TRANSITION_TARGET", …
  std::string message;   // one sentence
  std::string location;  // JSON pointer into the definition, "/States/Save/Next"; "" is the whole
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] inline bool has_errors(Diagnostics const& found) noexcept {
  for (Diagnostic const& one : found) {
    if (one.severity == Severity::error) return true;
  }
  return false;
}

}  // namespace helio::asl
