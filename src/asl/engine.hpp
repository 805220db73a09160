// Engine: runs executions of state machines over a store, a task runner and the clock.
//
// STANDARD  state and history of a transition are durable before anything of it takes effect; many
//           executions share one commit. After a crash resume() takes each up where it stood: tasks
//           in flight are run again, timers keep their times.
// EXPRESS   start and end are durable. After a crash they begin again, as on AWS at least once.
//           Synchronous ones are stored when they end. After five minutes they are TIMED_OUT.
// Bounds    running_max that do something, and idle_max that only wait, in memory; what starts past
//           them is durable and waits its turn; past pending_max a start is refused
//           ("ExecutionLimitExceeded").
// Threads   callable from any thread. Functions with `done` do not block and call it once, on any
//           thread, when the effect is durable; it must be quick. The others may wait for the
//           store.
// Lifetime  the destructor ends nothing: executions go on with the next engine over the same store.
//           Store and runner may call back later, to no effect.
#pragma once

#include <memory>

#include "asl/engine_types.hpp"
#include "asl/machine_catalog.hpp"
#include "asl/task_runner.hpp"

namespace helio::asl {

class EngineCore;

struct EngineParts {
  ExecutionStore& store;
  MachineCatalog& machines;
  TaskRunner& tasks;
  Clock const& clock;
  Random& random;
};

class Engine {
 public:
  template <typename T>
  using Done = std::function<void(Result<T>)>;
  using OnChange = std::function<void(ExecutionChange const&)>;

  Engine(EngineParts parts, EngineOptions options, OnChange on_change = {});
  ~Engine();
  Engine(Engine const&) = delete;
  Engine& operator=(Engine const&) = delete;

  // Once, before anything is started: takes up what a former engine left. How many there are.
  [[nodiscard]] Result<std::size_t> resume();

  // Errors: "StateMachineDoesNotExist", "InvalidName", "InvalidExecutionInput", conflict
  // "ExecutionAlreadyExists" (other input, or it has ended), exhausted "ExecutionLimitExceeded".
  void start_execution(StartRequest request, Done<Started> done);
  // Errors: also unsupported "StateMachineTypeNotSupported" unless EXPRESS. The record has its end.
  void start_sync_execution(StartRequest request, Done<ExecutionRecord> done);
  void stop_execution(StopRequest request, Done<Timestamp> done);
  // From the last durable point before the end; tasks that were under way then are new ones.
  // Errors: conflict "ExecutionNotRedrivable".
  void redrive_execution(std::string const& execution_arn, Done<Timestamp> done);

  // Errors: invalid_argument "InvalidToken", not_found "TaskDoesNotExist", "TaskTimedOut",
  // invalid_argument "InvalidOutput".
  void send_task_success(std::string const& token, std::string const& output, Done<void> done);
  void send_task_failure(std::string const& token, TaskFailure failure, Done<void> done);
  void send_task_heartbeat(std::string const& token, Done<void> done);

  [[nodiscard]] Result<ExecutionRecord> describe_execution(std::string_view arn);
  [[nodiscard]] Result<ExecutionPage> list_executions(ListExecutions const& request);
  [[nodiscard]] Result<HistoryPage> execution_history(GetHistory const& request);

  // Drops a batch of what ended before the retention time; called now and then, until it says that
  // it dropped none.
  [[nodiscard]] Result<std::size_t> sweep();

  // No task begins from here: it is written down, and is for the next start. What comes of those
  // that are under way is taken.
  void drain();
  // Nothing goes on from here, and what is asked for is durable at most. Waits for what runs now;
  // after drain() also until all that came of tasks is durable.
  void stop();

  // With no threads: does what is due now and all that follows.
  void tick();
  // Executions in memory, and those that wait for a place.
  struct Load {
    std::size_t running = 0;
    std::size_t pending = 0;
  };
  [[nodiscard]] Load load() const;

 private:
  std::shared_ptr<EngineCore> core_;
};

}  // namespace helio::asl
