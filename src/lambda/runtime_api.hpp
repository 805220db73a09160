// RuntimeApi: AWS Lambda as a custom runtime sees it: the next invocation, and what became of it.
//
// Order    next(), then exactly one respond() or report_failure() of that invocation, then next();
//          report_init_failure() instead of the first next(), and the process ends.
// Errors   of all: unavailable (Lambda does not answer, or gives this environment up: end the
//          process). Of next(): cancelled; corrupt "MalformedInvocation". Of respond(): too_large
//          "ResponseTooLarge" (the invocation is still to be reported). Of the reports:
//          invalid_argument where Lambda no longer waits for this invocation.
// Threads  used by one.
#pragma once

#include <atomic>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "lambda/failure_report.hpp"

namespace helio::lambda {

struct Invocation {
  std::string request_id;
  std::string function_arn;
  std::string event;   // JSON text, as it came
  Timestamp deadline;  // Lambda kills the process then
};

class RuntimeApi {
 public:
  virtual ~RuntimeApi() = default;
  // Waits for it as long as it takes: hours, in which Lambda may freeze the process. Gives up once
  // `stopping` is true; an invocation that has come is given out all the same.
  [[nodiscard]] virtual Result<Invocation> next(std::atomic<bool> const& stopping) = 0;
  [[nodiscard]] virtual Result<void> respond(std::string const& request_id,
                                             std::string const& body) = 0;
  [[nodiscard]] virtual Result<void> report_failure(std::string const& request_id,
                                                    FailureReport const& report) = 0;
  [[nodiscard]] virtual Result<void> report_init_failure(FailureReport const& report) = 0;
};

}  // namespace helio::lambda
