// NestedExecutions: states:startExecution, a Task that starts an execution of another machine, and
// with .sync waits for its end.
//
//   startExecution           {ExecutionArn, StartDate}
//   startExecution.sync      what DescribeExecution says at the end, Input and Output as texts
//   startExecution.sync:2    the same, Input and Output as JSON
//   …waitForTaskToken        as the first; the token goes with the Input
//
// Once      a task starts one execution, also when the process ends in between and the task is run
//           again. Without a Name the execution is named by the task.
// Cancelled a task of .sync that is given up (its parent is stopped or out of time, another branch
//           failed) stops its execution, as Step Functions does. Not where the process ends between
//           the parent's end and this.
// Errors    "StepFunctions.StateMachineDoesNotExistException" and its kin of StartExecution;
//           "States.TaskFailed" where the execution did not succeed, with what DescribeExecution
//           says as the cause; "States.Runtime" for parameters that are none.
// Threads   as a TaskRunner; changed() is callable from any and does not block.
// Lifetime  stop() comes before the engine's end; after it nothing is begun and nothing answered.
#pragma once

#include <memory>

#include "asl/engine.hpp"
#include "asl/task_runner.hpp"

namespace helio::asl {

class NestedExecutions final : public TaskRunner {
 public:
  // `threads` 0: everything is done within tick(), for tests.
  explicit NestedExecutions(Clock const& clock, std::size_t threads = 1);
  ~NestedExecutions() override;  // stop()

  // The engine that runs both, before the first run().
  void attach(Engine& engine);
  void stop();

  void run(Resource const& resource, Data parameters, TaskContext context, Done done) override;
  void cancel(std::string const& execution_arn, TaskId id) override;

  // What the engine tells of every execution.
  void changed(ExecutionChange const& change);
  void tick();

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace helio::asl
