#include "functions/invocation_log.hpp"

#include <cmath>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "base/json_dump.hpp"
#include "base/timestamp.hpp"

namespace helio::functions {
namespace {

std::string_view name_of(log::Level level) {
  switch (level) {
    case log::Level::debug:
      return "DEBUG";
    case log::Level::info:
      return "INFO";
    case log::Level::warning:
      return "WARN";
    case log::Level::error:
      return "ERROR";
  }
  return "INFO";
}

// The most memory that this process, all functions together, has had. Asked for once a second: the
// kernel goes through every thread for the answer.
long process_memory_mb(Clock::Monotonic now) {
  static std::mutex mutex;
  static std::optional<Clock::Monotonic> asked;
  static long mb = 0;
  std::scoped_lock const lock(mutex);
  if (!asked || now - *asked >= std::chrono::seconds(1)) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    mb = usage.ru_maxrss / 1024;
    asked = now;
  }
  return mb;
}

}  // namespace

InvocationLog::InvocationLog(logs::LogAppender& logs, Clock const& clock, std::string group,
                             std::string stream, std::string request_id)
    : logs_(logs),
      clock_(clock),
      group_(std::move(group)),
      stream_(std::move(stream)),
      request_id_(std::move(request_id)) {}

void InvocationLog::write(std::string text) const {
  logs_.append(group_, stream_, std::move(text));
}

void InvocationLog::start() const {
  write(fmt::format("START RequestId: {} Version: $LATEST", request_id_));
}

void InvocationLog::line(log::Level level, std::string_view message, Json const& fields) const {
  write(invocation_line(clock_.wall(), level, request_id_, message, fields));
}

void InvocationLog::failed(Error const& error) const {
  line(log::Level::error, "The function failed.", failure_fields(error));
}

void InvocationLog::timed_out(std::chrono::milliseconds timeout) const {
  write(fmt::format("{} {} {}", to_rfc3339(clock_.wall()), request_id_, timed_out_text(timeout)));
}

void InvocationLog::end(double duration_ms, int memory_mb) const {
  write(fmt::format("END RequestId: {}", request_id_));
  write(
      fmt::format("REPORT RequestId: {}\tDuration: {:.2f} ms\tBilled Duration: {:.0f} ms\t"
                  "Memory Size: {} MB\tMax Memory Used: {} MB",
                  request_id_, duration_ms, std::ceil(duration_ms), memory_mb,
                  process_memory_mb(clock_.now())));
}

std::string invocation_line(Timestamp time, log::Level level, std::string_view request_id,
                            std::string_view message, Json const& fields) {
  Json line = {{"timestamp", to_rfc3339(time)},
               {"level", name_of(level)},
               {"requestId", request_id},
               {"message", message}};
  if (fields.is_object()) line.update(fields);
  return dump_json(line);
}

Json failure_fields(Error const& error) {
  Json fields = {{"errorType", error.name}, {"errorMessage", error.message}};
  if (!error.detail.empty()) fields["detail"] = error.detail;
  return fields;
}

std::string log_stream_name(Timestamp time, std::string_view instance) {
  std::chrono::year_month_day const day(std::chrono::floor<std::chrono::days>(time));
  return fmt::format("{:04}/{:02}/{:02}/[$LATEST]{}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                     instance);
}

std::string timed_out_text(std::chrono::milliseconds timeout) {
  return fmt::format("Task timed out after {:.2f} seconds",
                     static_cast<double>(timeout.count()) / 1000);
}

}  // namespace helio::functions
