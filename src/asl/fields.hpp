// Fields: which fields each type of state has, and what may stand in them, as tables.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace helio::asl {

// In the order of State::kind.
enum class StateType { task, pass, choice, wait, succeed, fail, parallel, map };

[[nodiscard]] std::optional<StateType> parse_state_type(std::string_view name) noexcept;
[[nodiscard]] std::string_view to_string(StateType type) noexcept;

enum class FieldKind {
  text,
  boolean,
  any,             // any JSON
  object,          // any object
  payload,         // a payload template
  variables,       // a payload template whose names are names of variables
  selection,       // InputPath, OutputPath: a path or null
  placement,       // ResultPath: a reference path or null
  path,            //
  path_or_call,    // a path or a call of an intrinsic function
  seconds,         // 1 to 99,999,999
  wait_seconds,    // 0 to 99,999,999
  count,           // 0 or more
  percentage,      // 0 to 100
  timestamp,       // RFC 3339
  resource,        // the ARN of a Task
  query_language,  //
  state_name,      // checked with the states around it
  retry,
  catchers,
  choices,
  branches,
  processor,
  states,
  unsupported  // part of the language, but not of this implementation
};

struct FieldRule {
  std::string_view name;
  FieldKind kind;
  bool required = false;
};

// Fields of which at most one may stand; `required` demands one of them.
struct FieldGroup {
  std::span<std::string_view const> names;
  bool required = false;
};

[[nodiscard]] std::span<FieldRule const> fields_of(StateType type) noexcept;
[[nodiscard]] std::span<FieldGroup const> groups_of(StateType type) noexcept;
[[nodiscard]] std::span<FieldRule const> fields_of_machine() noexcept;
[[nodiscard]] std::span<FieldRule const> fields_of_branch() noexcept;
[[nodiscard]] std::span<FieldRule const> fields_of_processor() noexcept;

}  // namespace helio::asl
