// Function: one step of the pipeline, as an AWS Lambda function: event in, result out, over ports.
//
// Errors   an Error's name becomes Lambda's errorType, which the workflow's Retry and Catch match;
//          its message the errorMessage. handle() does not throw; the host catches what does.
// Threads  handle() runs on the host's workers, several at a time; it may block.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/result.hpp"

namespace helio::functions {

// One invocation. Lives until handle() returns.
class Context {
 public:
  using Sink = std::function<void(log::Level, std::string_view message, Json const& fields)>;

  Context(std::string request_id, std::string function_arn, Clock::Monotonic deadline, Sink sink,
          std::atomic<bool> const* cancelled = nullptr);

  [[nodiscard]] std::string const& request_id() const noexcept { return request_id_; }
  [[nodiscard]] std::string const& function_arn() const noexcept { return function_arn_; }
  [[nodiscard]] Clock::Monotonic deadline() const noexcept { return deadline_; }
  // The caller has given up (time is over, the server stops): return soon, with any result.
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_ && cancelled_->load(); }

  // A structured line in the function's log. `message` is a constant sentence; no secrets.
  void log(log::Level level, std::string_view message, Json const& fields) const;

 private:
  std::string request_id_, function_arn_;
  Clock::Monotonic deadline_;
  Sink sink_;
  std::atomic<bool> const* cancelled_;
};

class Function {
 public:
  virtual ~Function() = default;
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;  // "result_saver"
  [[nodiscard]] virtual Result<Json> handle(Json const& event, Context const& context) = 0;
};

// For hosts: handle(), where what is thrown is an Error. Errors: the function's; internal
// "Unhandled".
[[nodiscard]] Result<Json> call(Function& function, Json const& event, Context const& context);

// Lambda's answer for a function that failed: {"errorMessage":…,"errorType":…}. Step Functions
// gives it, as text, as the Cause.
[[nodiscard]] Json function_error_json(Error const& error);

}  // namespace helio::functions
