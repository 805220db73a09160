// StateMachine: a definition in Amazon States Language, read and checked, ready to run.
//
// One struct per state type; what several types have in common stands in State. Names of states
// are resolved to indexes of their Flow. Paths and templates are compiled. Immutable.
// Spec     https://states-language.net (JSONPath dialect).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "asl/resource.hpp"
#include "asl/state_fields.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"

namespace helio::asl {

// Data on its way between states: shared and never changed, so that no transition copies it.
using Data = std::shared_ptr<Json const>;

struct State;
struct Comparison;  // comparison.hpp

// A "States" object with its "StartAt": the machine itself, a branch, an item processor.
struct Flow {
  std::vector<State> states;
  StateIndex start_at = 0;
  [[nodiscard]] StateIndex find(std::string_view name) const noexcept;  // kEnd if not there
};

struct TaskState {
  Resource resource;
  Amount timeout;
  Amount heartbeat;
  std::optional<PayloadTemplate> credentials;
};

struct PassState {
  Data result;  // null where the state has none: its input is the result
};

// A test of Choice, or several joined.
struct Condition {
  enum class Kind : std::uint8_t { all, any, negation, comparison };  // And, Or, Not, the others
  Kind kind = Kind::comparison;
  std::vector<Condition> operands;  // of And, Or, Not
  Comparison const* comparison = nullptr;
  std::optional<JsonPath> variable;
  Data value;  // to compare with, or
  std::optional<JsonPath> value_path;
};

struct ChoiceRule {
  Condition condition;
  StateIndex next = kEnd;
  std::optional<PayloadTemplate> assign;
};

struct ChoiceState {
  std::vector<ChoiceRule> rules;
  StateIndex otherwise = kEnd;  // Default
};

struct WaitState {
  Amount seconds;
  std::optional<Timestamp> timestamp;
  std::optional<JsonPath> timestamp_path;
};

struct SucceedState {};

struct FailState {
  std::optional<std::string> error;
  std::optional<std::string> cause;
  std::optional<PathOrCall> error_path;
  std::optional<PathOrCall> cause_path;
};

struct ParallelState {
  std::vector<Flow> branches;
};

struct MapState {
  Flow processor;
  bool distributed = false;
  std::optional<JsonPath> items_path;
  std::optional<PayloadTemplate> item_selector;  // also "Parameters", its older name
  Amount max_concurrency;
  Amount tolerated_failure_count;
  Amount tolerated_failure_percentage;
};

struct State {
  std::string name;
  StateIndex next = kEnd;
  bool reads_context = false;  // some text in it begins with "$$"
  Selection input_path;
  Selection output_path;
  std::optional<PayloadTemplate> parameters;
  std::optional<PayloadTemplate> result_selector;
  Placement result_path;
  std::optional<PayloadTemplate> assign;
  std::vector<Retrier> retry;
  std::vector<Catcher> catchers;
  std::variant<TaskState, PassState, ChoiceState, WaitState, SucceedState, FailState, ParallelState,
               MapState>
      kind;
};

struct StateMachine {
  Flow flow;
  std::optional<std::int64_t> timeout_s;
};

}  // namespace helio::asl
