#include "asl/redrive.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace helio::asl {
namespace {

// The frame's deadline is the sooner of its task's two.
void begin_anew(Json& frame, char const* limit, char const* limit_at, Timestamp now) {
  Json& task = frame["task"];
  if (!task.contains(limit)) return;
  std::int64_t const at = now.time_since_epoch().count() + task[limit].get<std::int64_t>() * 1'000;
  task[limit_at] = at;
  frame["deadline"] =
      frame.contains("deadline") ? std::min(frame["deadline"].get<std::int64_t>(), at) : at;
}

}  // namespace

std::vector<std::pair<std::string, TaskId>> tokens_in(Json const& saved) {
  std::vector<std::pair<std::string, TaskId>> tokens;
  for (Json const& frame : saved.at("frames")) {
    if (!frame.contains("token") || !frame.contains("task")) continue;
    tokens.emplace_back(frame["token"].get<std::string>(), frame["task"]["id"].get<TaskId>());
  }
  return tokens;
}

void prepare_redrive(Json& saved, Timestamp now, std::int64_t last_event) {
  saved["events"] = last_event;
  saved.erase("deadline");
  for (Json& frame : saved["frames"]) {
    if (!frame.contains("task")) continue;
    frame.erase("deadline");
    begin_anew(frame, "timeout_s", "timeout_at", now);
    begin_anew(frame, "heartbeat_s", "heartbeat_at", now);
  }
}

}  // namespace helio::asl
