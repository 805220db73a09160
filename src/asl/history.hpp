// HistoryEvent: one line of an execution's history, in Step Functions' own types and details.
//
// Events are numbered from 1 without gaps. `previous_id` is the event that led to this one on the
// same thread of the execution, 0 for the first state's entry.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"

namespace helio::asl {

enum class EventType : std::uint8_t {
  execution_started,
  execution_succeeded,
  execution_failed,
  execution_timed_out,
  execution_aborted,
  task_state_entered,
  pass_state_entered,
  choice_state_entered,
  wait_state_entered,
  succeed_state_entered,
  fail_state_entered,
  parallel_state_entered,
  map_state_entered,
  task_state_exited,
  pass_state_exited,
  choice_state_exited,
  wait_state_exited,
  succeed_state_exited,
  parallel_state_exited,
  map_state_exited,
  task_scheduled,
  task_started,
  task_submitted,
  task_succeeded,
  task_failed,
  task_timed_out,
  lambda_function_scheduled,
  lambda_function_started,
  lambda_function_succeeded,
  lambda_function_failed,
  lambda_function_timed_out,
  parallel_state_started,
  parallel_state_succeeded,
  parallel_state_failed,
  map_state_started,
  map_state_succeeded,
  map_state_failed,
  map_iteration_started,
  map_iteration_succeeded,
  map_iteration_failed,
  map_iteration_aborted,
  map_run_started,
  map_run_succeeded,
  map_run_failed
};

struct HistoryEvent {
  std::int64_t id = 0;
  std::int64_t previous_id = 0;
  Timestamp time;
  EventType type = EventType::execution_started;
  std::string name;  // of the state, the role (ExecutionStarted), the region (TaskScheduled)
  std::shared_ptr<Json const> data;      // input, output or parameters
  std::shared_ptr<Json const> assigned;  // variables (…StateExited), or null
  std::optional<std::string> error;
  std::optional<std::string> cause;
  std::string resource;       // of a Task: its ARN if a function, else its action
  std::string resource_type;  // "" if a function
  std::int64_t number = 0;    // a Map's length, an iteration's index
  std::optional<std::int64_t> timeout_s;
  std::optional<std::int64_t> heartbeat_s;
};

// "PassStateEntered"
[[nodiscard]] std::string_view to_string(EventType type) noexcept;

// As GetExecutionHistory gives it: data is JSON as text, `timestamp` seconds since 1970.
[[nodiscard]] Json to_json(HistoryEvent const& event, bool with_data = true);
class DataTexts;
[[nodiscard]] std::string to_text(HistoryEvent const& event, DataTexts& texts);

}  // namespace helio::asl
