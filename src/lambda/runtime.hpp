// Runtime: serves one function's invocations, one after the other, for as long as Lambda has any.
//
// Each is answered exactly once: with the function's result, or with a report of what was wrong,
// also where its event is no JSON, its result is too large or something throws. The function's
// deadline is Lambda's, on this process's own clock.
//
// Logs     `output` gets structured lines, each with the invocation's id. Lambda itself adds when
//          it began and what it cost, where the function's system log level is INFO; terraform/
//          sets WARN, as the metrics have the same.
// Threads  run() by one.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "functions/function.hpp"
#include "lambda/runtime_api.hpp"

namespace helio::lambda {

// What Lambda takes as a result: 6 MB, and a little.
inline constexpr std::size_t kResponseBytesMax = 6'291'556;

struct RuntimeOptions {
  log::Level level = log::Level::info;  // of the lines that are written
  std::size_t response_bytes_max = kResponseBytesMax;
};

class Runtime {
 public:
  using Output = std::function<void(std::string_view line)>;

  Runtime(RuntimeApi& api, functions::Function& function, Clock const& clock, Output output,
          RuntimeOptions options = {});

  // Until `stopping` is true, and the invocation that it is at is answered. Errors: those of
  // RuntimeApi that end a process.
  [[nodiscard]] Result<void> run(std::atomic<bool> const& stopping);

 private:
  [[nodiscard]] Result<void> serve(Invocation const& invocation);
  [[nodiscard]] Result<std::string> answer(Invocation const& invocation);
  [[nodiscard]] Result<std::string> answer_or_error(Invocation const& invocation);
  void log(log::Level level, std::string const& request_id, std::string_view message,
           Json const& fields) const;

  RuntimeApi& api_;
  functions::Function& function_;
  Clock const& clock_;
  const Output output_;
  const RuntimeOptions options_;
};

}  // namespace helio::lambda
