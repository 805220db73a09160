// RunningExecution: one execution in memory, between its interpreter, the store and the tasks.
//
// It is an actor: messages wait in a box, and one job at a time takes them all, runs the
// interpreter over them, asks the store for one write, and after that carries out the commands.
// While a write is under way messages gather, so that a fast execution costs one commit at a time
// and no thread. Inside src/asl only.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include "asl/engine_types.hpp"
#include "asl/machine_catalog.hpp"
#include "asl/task_runner.hpp"

namespace helio::asl {

class EngineCore;

struct Message {
  enum class Kind { start, resume, wake, submitted, succeeded, failed, heartbeat, abort };
  Kind kind = Kind::wake;
  TaskId task = 0;
  Data data = nullptr;
  std::string error = {};
  std::string cause = {};
  std::function<void(Result<void>)> done = {};  // after the effect is durable
};

// What a message hears that comes too late.
[[nodiscard]] Result<void> no_task();

class RunningExecution : public std::enable_shared_from_this<RunningExecution> {
 public:
  using Ended = std::function<void(ExecutionRecord const&)>;

  // `first` is in its box before any other message.
  RunningExecution(std::weak_ptr<EngineCore> core, Execution execution, ExecutionRecord record,
                   Message::Kind first, Ended ended);

  // One that has ended answers by itself that nothing waits for the message.
  void send(Message message);
  void go_on();  // with what is in the box, if no job does so already
  [[nodiscard]] ExecutionRecord const& record() const noexcept { return record_; }
  // A token that was given away before a restart.
  void remember_token(std::string const& token, TaskId task);

 private:
  void run();
  void apply(EngineCore& core, Message& message);
  [[nodiscard]] Batch tell(Message& message, Timestamp now);
  [[nodiscard]] TaskContext context_of(ScheduleTask const& task);
  void persist(EngineCore& core);
  void write(EngineCore& core);
  void written(EngineCore& core, Result<void> const& result);
  void carry_out();
  void carry_out(EngineCore& core, Command const& command);
  void schedule(EngineCore& core, ScheduleTask const& task);
  void arm(EngineCore& core, Timestamp wake_at);
  void tell_changes(EngineCore& core);
  void finish(EngineCore& core);
  [[nodiscard]] bool ended() const { return execution_.status() != Status::running; }

  std::weak_ptr<EngineCore> const core_;
  Execution execution_;
  ExecutionRecord record_;
  Ended ended_;

  std::mutex mutex_;
  std::vector<Message> messages_;
  bool busy_ = false;  // a job is posted or runs, or a write is under way
  bool finished_ = false;

  bool resting_ = false;  // it has given its place away

  // Of the round that is under way.
  std::vector<Command> commands_;
  std::vector<HistoryEvent> events_;
  std::vector<std::pair<std::function<void(Result<void>)>, Result<void>>> answers_;
  std::optional<Timestamp> wake_at_;
  ExecutionUpdate update_;

  std::optional<Timestamp> armed_;
  std::set<std::string> tokens_;
};

}  // namespace helio::asl
