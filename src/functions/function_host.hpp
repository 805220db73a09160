// FunctionHost: AWS Lambda's runtime in this process: names, time limits, logs and counts.
//
// invoke() queues; `threads` workers run what is queued, of each function at most its concurrency.
// An invocation past its time is answered with "Sandbox.Timedout" at once. Its thread cannot be
// stopped: it is counted as abandoned until it returns, and another takes its place, up to
// `abandoned_max` at a time; from then on the queue waits for them.
//
// Logs     each invocation writes Lambda's START, END and REPORT lines and its own structured lines
//          to the group "/aws/lambda/<project>-<environment>-<function>".
// Errors   of invoke()'s answer: what the function returned; not_found "ResourceNotFoundException"
//          (no such function), exhausted "TooManyRequestsException" (the queue is full), timed_out
//          "Sandbox.Timedout", internal "Unhandled" (an exception), cancelled "ServiceException"
//          (the host stops).
// Threads  invoke() is callable from any and never blocks; `done` is called exactly once, on a
//          worker or the time-keeper, possibly before invoke() returns; it must be quick.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "functions/function.hpp"
#include "logs/log_appender.hpp"

namespace helio::functions {

struct FunctionHostOptions {
  std::string project = "heliograph";
  std::string environment = "local";
  std::string region = "us-east-1";
  std::string account = "000000000000";
  int memory_mb = 1024;                       // lambda_memory_size: reported, not enforced
  std::chrono::milliseconds timeout{60'000};  // lambda_timeout
  std::size_t threads = 8;
  std::size_t queue_max = 1'000;  // invocations that wait, over all functions
  std::size_t abandoned_max = 8;  // threads that overran and still run
};

struct FunctionOptions {
  std::size_t concurrency_max = 8;  // invocations at a time
  bool held = false;                // they wait for release(), and their time does not begin
};

struct FunctionMetrics {
  std::uint64_t invocations = 0, errors = 0, timeouts = 0, throttles = 0;
  std::size_t running = 0, waiting = 0, abandoned = 0;
  double duration_ms_sum = 0, duration_ms_max = 0;
};

class FunctionHost {
 public:
  using Event = std::shared_ptr<Json const>;
  using Done = std::function<void(Result<Json>)>;

  FunctionHost(FunctionHostOptions options, logs::LogAppender& logs, Clock const& clock,
               Random& random);
  ~FunctionHost();  // stop()
  FunctionHost(FunctionHost const&) = delete;
  FunctionHost& operator=(FunctionHost const&) = delete;

  // Answers what waits, and what comes later, with "ServiceException"; tells what runs that it is
  // cancelled, and waits for it.
  void stop();

  // Before the first invoke().
  void add(std::unique_ptr<Function> function, FunctionOptions options = {});

  // What a function is held for is there. `name` as in add().
  void release(std::string_view name);

  // `name`: "result_saver", "heliograph-local-result_saver", or its ARN with or without qualifier.
  // An empty `request_id` gets one.
  void invoke(std::string_view name, Event event, std::string request_id, Done done);
  // The same, waiting. Not from a worker.
  [[nodiscard]] Result<Json> invoke_and_wait(std::string_view name, Json event,
                                             std::string request_id = {});

  // "arn:aws:lambda:us-east-1:000000000000:function:heliograph-local-result_saver"
  [[nodiscard]] std::string arn_of(std::string_view name) const;
  [[nodiscard]] std::string log_group_of(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] std::map<std::string, FunctionMetrics> metrics() const;

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace helio::functions
