// TaskRunner: does what Task states ask for. The engine knows resources only by their ARNs.
//
// Threads   run() and cancel() never block. `done` is called once per run(), on any thread, maybe
//           before run() returns; after a cancel() it may stay away.
// Errors    a failed task has Step Functions' error name ("States.Timeout", a function's error
//           type) and a cause; the state's Retry and Catch match on the name.
// Restarts  a task that was under way when the process ended is run again with its old id and
//           `resumed` set: whoever has an effect outside finds by the id what it did before.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "asl/execution.hpp"

namespace helio::asl {

struct TaskContext {
  std::string execution_arn;
  std::string execution_name;
  std::string machine_arn;
  std::string state;
  TaskId id = 0;  // with execution_arn it names the task, also after a restart
  int attempt = 0;
  std::optional<std::int64_t> timeout_s;
  std::optional<std::int64_t> heartbeat_s;
  std::string token;  // of .waitForTaskToken, else ""
  bool resumed = false;
  // Of a job (".sync"): tells that it was accepted, with the service's answer. May be empty.
  std::function<void(Data)> submitted = {};
};

struct TaskFailure {
  std::string error;
  std::string cause;
};

using TaskOutcome = tl::expected<Data, TaskFailure>;

class TaskRunner {
 public:
  using Done = std::function<void(TaskOutcome)>;

  virtual ~TaskRunner() = default;
  virtual void run(Resource const& resource, Data parameters, TaskContext context, Done done) = 0;
  virtual void cancel(std::string const& execution_arn, TaskId id) = 0;
};

}  // namespace helio::asl
