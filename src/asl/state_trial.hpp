// StateTrial: one state of a definition run by itself, as Step Functions' TestState does.
//
// Time     none passes: a Wait ends at once. A Task is done once, by whoever tries the state.
// Looking  what the data was after each step comes from the state with its later fields left out,
//          run over the same input and the same answer of the task.
// Bounds   those of an Execution, a handful of times.
// Threads  none of its own; run() lasts as long as the task.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "asl/task_runner.hpp"

namespace helio::asl {

struct StateToTry {
  Json state;              // its fields, as in a definition
  std::string name;        // how errors call it
  Data input;              //
  Json variables;          // an object
  int attempts = 0;        // how often a Retry has been used up already
  ExecutionInfo info;      // for the Context object
  Timestamp time;          //
  std::uint64_t seed = 0;  // of the intrinsic functions' randomness
};

class StateTrial {
 public:
  enum class Status { succeeded, failed, retriable, caught_error };
  struct Outcome {
    Status status = Status::failed;
    Data output;  // null where there is none
    std::optional<std::string> error, cause;
    std::string next_state;
    std::optional<std::size_t> retrier, catcher;  // the one that takes the error
    double backoff_s = 0;
  };
  using DoTask = std::function<TaskOutcome(ScheduleTask const&)>;

  explicit StateTrial(StateToTry what, DoTask do_task);

  // A whole machine around the state, to be validated; it has the state under its name.
  [[nodiscard]] Json machine() const { return machine_of(what_.state); }
  // Errors: "InvalidDefinition".
  [[nodiscard]] Result<Outcome> run();
  // After run(): TestState's inspectionData, as far as the state came.
  [[nodiscard]] Json inspection();

 private:
  struct Ended;
  [[nodiscard]] Json machine_of(Json state) const;
  [[nodiscard]] Result<Ended> run_once(Json const& state);
  [[nodiscard]] Batch after_task(Execution& execution, ScheduleTask const& task);
  void look(Json& at, char const* name, Json const& state);

  const StateToTry what_;
  const DoTask do_task_;
  std::optional<TaskOutcome> answer_;  // of the state's task
  Data parameters_;                    // that it was asked with
};

[[nodiscard]] std::string_view to_string(StateTrial::Status status) noexcept;  // "CAUGHT_ERROR"

}  // namespace helio::asl
