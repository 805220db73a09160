// Execution: one run of a state machine, as a pure state machine itself.
//
// It does no I/O, sleeps never and reads no clock: the driver tells it what happened and what time
// it is, and is told what to do. Every call returns a Batch: tasks to start or give up, history to
// keep, and when to call advance() at the latest. A driver thus is a loop:
//   batch = execution.start(now); do: store batch.events and save(); carry out batch.commands;
//   then at batch.wake_at advance(now), or as tasks end task_succeeded() / task_failed(); repeat
//   until status() is not `running`.
// Durable   save() after a batch holds all that restore() needs; resume() then schedules again the
//           tasks in flight (under their old ids) and takes up the timers where they stood.
// Bounds    256 KiB and kDataDepthMax levels per state's data, 10 MiB of variables, 25,000 events
//           of history, `steps_max` half transitions per call (then wake_at is `now`), 40
//           concurrent iterations of a Map. No recursion grows with input or transitions.
// Threads   none of its own; one call at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "asl/definition.hpp"
#include "asl/history.hpp"
#include "asl/validate.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace helio::asl {

inline constexpr std::size_t kDataBytesMax = 256U << 10U;
inline constexpr int kDataDepthMax = 128;
inline constexpr int kSavedDepthMax = kDataDepthMax + 16;  // for parsing what save() gave
inline constexpr std::size_t kVariablesBytesMax = 10U << 20U;

// What the Context object tells of the execution; the interpreter makes nothing of it.
struct ExecutionInfo {
  std::string arn;
  std::string name;
  std::string role_arn;
  std::string machine_arn;
  std::string machine_name;
  int redrives = 0;
  std::optional<Timestamp> redriven_at = {};
};

struct ExecutionOptions {
  bool history = true;  // false: no events are made, about twice as fast (EXPRESS without logs)
  std::int64_t history_events_max = 25'000;
  int steps_max = 1'000;                        // entering or leaving a state is one step
  std::optional<std::int64_t> time_max_s = {};  // also where the machine has no TimeoutSeconds
};

using TaskId = std::int64_t;

struct ScheduleTask {
  TaskId id = 0;
  std::string state;
  Resource resource;
  Data parameters;
  Data credentials;                         // null if the state has none
  std::optional<std::int64_t> timeout_s;    // the execution itself watches both
  std::optional<std::int64_t> heartbeat_s;  //
  std::string token;                        // of .waitForTaskToken, else ""
  int attempt = 0;                          // 0, then counting retries
  bool resumed = false;                     // by resume(): it may have been done already
};

// The answer is of no more use. Sent also where the driver has ended the task just now.
struct CancelTask {
  TaskId id = 0;
};

using Command = std::variant<ScheduleTask, CancelTask>;

struct Batch {
  std::vector<Command> commands;
  std::vector<HistoryEvent> events;
  std::optional<Timestamp> wake_at;
};

enum class Status : std::uint8_t { running, succeeded, failed, timed_out, aborted };
[[nodiscard]] std::string_view to_string(Status status) noexcept;  // "SUCCEEDED"

struct Run;
class DataTexts;

class Execution {
 public:
  // `random` gives jitter, task tokens and the intrinsic functions' numbers, and must outlive it.
  Execution(std::shared_ptr<StateMachine const> machine, Data input, ExecutionInfo info,
            Random& random, ExecutionOptions options = {});
  Execution(Execution&&) noexcept;
  Execution& operator=(Execution&&) noexcept;
  ~Execution();

  [[nodiscard]] Batch start(Timestamp now);    // once
  [[nodiscard]] Batch advance(Timestamp now);  // any time; does what is due

  // Of a task that is not in flight any more these do nothing.
  [[nodiscard]] Batch task_submitted(TaskId id, Data output, Timestamp now);  // .sync and tokens
  [[nodiscard]] Batch task_succeeded(TaskId id, Data output, Timestamp now);
  [[nodiscard]] Batch task_failed(TaskId id, std::string error, std::string cause, Timestamp now);
  [[nodiscard]] Batch task_heartbeat(TaskId id, Timestamp now);
  [[nodiscard]] bool waits_for(TaskId id) const;
  // Nothing is under way: it is in a Wait, or waits for a task token or for a job that was
  // accepted. Not so before a retry: that is work put off.
  [[nodiscard]] bool idle() const;

  [[nodiscard]] Batch abort(std::string error, std::string cause, Timestamp now);

  [[nodiscard]] Status status() const noexcept;
  [[nodiscard]] Data output() const noexcept;  // null unless it succeeded
  [[nodiscard]] std::optional<std::string> const& error() const noexcept;
  [[nodiscard]] std::optional<std::string> const& cause() const noexcept;

  // JSON.
  [[nodiscard]] std::string save(DataTexts& texts) const;
  // Errors: corrupt "InvalidExecutionState" (not what save() wrote, or of another definition).
  [[nodiscard]] static Result<Execution> restore(std::shared_ptr<StateMachine const> machine,
                                                 Json const& saved, Random& random,
                                                 ExecutionOptions options = {});
  [[nodiscard]] Batch resume(Timestamp now);  // once after restore()

 private:
  explicit Execution(std::unique_ptr<Run> run);
  std::unique_ptr<Run> run_;
};

}  // namespace helio::asl
