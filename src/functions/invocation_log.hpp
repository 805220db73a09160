// InvocationLog: what one invocation writes to its function's log group, line by line as Lambda.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "logs/log_appender.hpp"

namespace helio::functions {

class InvocationLog {
 public:
  InvocationLog(logs::LogAppender& logs, Clock const& clock, std::string group, std::string stream,
                std::string request_id);

  void start() const;  // "START RequestId: … Version: $LATEST"
  void line(log::Level level, std::string_view message, Json const& fields) const;
  void failed(Error const& error) const;
  void timed_out(std::chrono::milliseconds timeout) const;
  void end(double duration_ms, int memory_mb) const;  // "END …", "REPORT …"

 private:
  void write(std::string text) const;

  logs::LogAppender& logs_;
  Clock const& clock_;
  std::string group_, stream_, request_id_;
};

// The text of a structured line: {"timestamp","level","requestId","message", …fields}.
[[nodiscard]] std::string invocation_line(Timestamp time, log::Level level,
                                          std::string_view request_id, std::string_view message,
                                          Json const& fields);

// An Error's fields for such a line: {"errorType","errorMessage","detail"}.
[[nodiscard]] Json failure_fields(Error const& error);

// "2026/11/25/[$LATEST]0f3c…": one stream a day and start of the host.
[[nodiscard]] std::string log_stream_name(Timestamp time, std::string_view instance);

// "Task timed out after 60.00 seconds"
[[nodiscard]] std::string timed_out_text(std::chrono::milliseconds timeout);

}  // namespace helio::functions
