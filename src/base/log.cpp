#include "base/log.hpp"

#include <atomic>
#include <cstdio>
#include <mutex>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/json_dump.hpp"
#include "base/timestamp.hpp"

namespace helio::log {
namespace {

std::atomic<Level> g_level{Level::info};
std::mutex g_mutex;
std::function<void(std::string_view)> g_sink;

constexpr std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "error";
}

}  // namespace

Result<Level> parse_level(std::string_view name) {
  for (auto const level : {Level::debug, Level::info, Level::warning, Level::error}) {
    if (name == name_of(level)) return level;
  }
  return fail(Errc::invalid_argument, "InvalidLogLevel",
              "\"" + std::string(name) + "\" is not a log level: debug, info, warning or error.");
}

void set_level(Level level) noexcept { g_level = level; }

void set_sink(std::function<void(std::string_view)> sink) {
  std::scoped_lock const lock(g_mutex);
  g_sink = std::move(sink);
}

void write(Level level, std::string_view message, Json const& fields) {
  if (level < g_level.load(std::memory_order_relaxed)) return;
  Json line = {
      {"time", to_rfc3339(SystemClock().wall())}, {"level", name_of(level)}, {"message", message}};
  if (fields.is_object()) line.update(fields);
  // What comes from outside may be no UTF-8; a log line must never fail for that.
  std::string const text = dump_json(line) + "\n";
  std::scoped_lock const lock(g_mutex);
  if (g_sink) {
    g_sink(text);
  } else {
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
}

void debug(std::string_view message, Json const& fields) { write(Level::debug, message, fields); }
void info(std::string_view message, Json const& fields) { write(Level::info, message, fields); }
void warning(std::string_view message, Json const& fields) {
  write(Level::warning, message, fields);
}
void error(std::string_view message, Json const& fields) { write(Level::error, message, fields); }

Json fields_of(Error const& error) {
  Json fields = {{"code", to_string(error.code)}, {"error", error.name}, {"reason", error.message}};
  if (!error.detail.empty()) fields["detail"] = error.detail;
  return fields;
}

}  // namespace helio::log
