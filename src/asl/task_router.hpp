// TaskRouter: a TaskRunner that finds who does a resource by its ARN: a handler, which it runs on a
// pool, or another TaskRunner, for what takes longer than a thread should wait.
//
// Handlers block as they like and answer with a value or an Error; the Error's name is the error
// name that Retry and Catch see, its message the cause. A function's own failure becomes what
// Lambda makes of it: the cause is {"errorMessage","errorType"} as JSON.
// Time      a call that runs longer than its route allows fails with States.Timeout, and its answer
//           is dropped. Its thread is lost to the pool until the handler returns: `abandoned`
//           counts those, and when they hold the whole pool calls fail at once.
// Bounds    the pool's queue; past it calls fail with Lambda.TooManyRequestsException, which the
//           usual Retry takes.
// Stop      an answer of Errc::cancelled is none: the server stops, and `done` is not called.
// Lifetime  the pool is stopped before the router dies, or shortly after: handlers must end.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "asl/run_loop.hpp"
#include "asl/task_runner.hpp"
#include "base/worker_pool.hpp"

namespace helio::asl {

struct RouteOptions {
  std::chrono::milliseconds time_max{60'000};  // of a handler
  bool task_token = false;                     // takes .waitForTaskToken
};

class TaskRouter final : public TaskRunner {
 public:
  using Handler = std::function<Result<Json>(Json const& parameters, TaskContext const& context)>;
  // Begins a call and returns at once; `answer` is called once, on any thread.
  using Answer = std::function<void(Result<Json>)>;
  using Starter = std::function<void(Data parameters, Answer answer)>;

  // `threads` 0: time is watched within tick(), for tests.
  TaskRouter(WorkerPool& pool, Clock const& clock, std::size_t threads = 1);
  ~TaskRouter() override;

  // Before the first run(). A pattern is an ARN without ".sync" and ".waitForTaskToken", or the
  // beginning of one and a '*': "arn:aws:states:::aws-sdk:rekognition:*". The longest one wins;
  // of the same one the last.
  void add(std::string pattern, Handler handler, RouteOptions options = {});
  // A service whose jobs the runner waits for: also takes .sync, .sync:2 and .waitForTaskToken. It
  // outlives the last task, and is told of every cancellation that is not the router's own.
  void add_runner(std::string arn, TaskRunner& runner);
  // A function: called by lambda:invoke with its name or ARN, and by its own ARN as the resource.
  void add_function(std::string name, Handler handler, RouteOptions options = {});
  // The same, for functions that run elsewhere, with a time limit of their own: they take no thread
  // of the pool.
  void add_function(std::string name, Starter starter);

  // Whether run() has somebody for it, in the form that it names. A function's ARN always passes:
  // it may be known later. Errors: unsupported "ResourceNotSupported".
  [[nodiscard]] Result<void> check(Resource const& resource) const;

  void run(Resource const& resource, Data parameters, TaskContext context, Done done) override;
  void cancel(std::string const& execution_arn, TaskId id) override;

  [[nodiscard]] std::size_t abandoned() const;
  void tick();

 private:
  struct Route {
    std::string pattern;
    Handler handler;
    RouteOptions options;
    TaskRunner* runner = nullptr;  // instead of the handler
    Starter starter = {};          // instead of the handler
  };
  struct Call;
  struct Calls;
  using CallPointer = std::shared_ptr<Call>;

  [[nodiscard]] Route const* route_of(std::string_view arn) const;
  void run_function(Resource const& resource, Data parameters, TaskContext context, Done done);
  void start(Route const& route, Data parameters, TaskContext context, bool function, bool wrap,
             Done done);
  void run_on_pool(Route const& route, CallPointer const& call);

  WorkerPool& pool_;
  Clock const& clock_;
  std::vector<Route> routes_;
  std::map<std::string, Route, std::less<>> functions_;
  std::shared_ptr<Calls> calls_;
  RunLoop loop_;
};

}  // namespace helio::asl
