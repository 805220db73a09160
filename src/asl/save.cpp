#include "asl/save.hpp"

#include <array>

namespace helio::asl {
namespace {

std::int64_t ms(Timestamp time) { return time.time_since_epoch().count(); }

void put(Json& into, char const* name, Data const& data) {
  if (data) into[name] = *data;
}

void put(Json& into, char const* name, std::optional<Timestamp> time) {
  if (time) into[name] = ms(*time);
}

void put(Json& into, char const* name, std::optional<std::int64_t> number) {
  if (number) into[name] = *number;
}

void put(Json& into, char const* name, std::optional<std::string> const& text) {
  if (text) into[name] = *text;
}

Json save_task(TaskRun const& task) {
  Json saved = {{"id", task.id}, {"submitted", task.submitted}};
  put(saved, "parameters", task.parameters);
  put(saved, "credentials", task.credentials);
  put(saved, "timeout_s", task.timeout_s);
  put(saved, "heartbeat_s", task.heartbeat_s);
  put(saved, "timeout_at", task.timeout_at);
  put(saved, "heartbeat_at", task.heartbeat_at);
  return saved;
}

Json save_join(Join const& join) {
  Json results = Json::array();  // [value], or [] where there is none
  for (Data const& result : join.results) {
    Json& one = results.emplace_back(Json::array());
    if (result) one.push_back(*result);
  }
  Json saved = {{"results", std::move(results)},   {"next", join.next},
                {"running", join.running},         {"failed", join.failed},
                {"concurrency", join.concurrency}, {"failed_max", join.failed_max}};
  put(saved, "input", join.input);
  put(saved, "items", join.items);
  return saved;
}

Json save_frame(Frame const& frame) {
  Json saved = {{"id", frame.id},
                {"parent", frame.parent},
                {"branch", frame.branch},
                {"state", frame.at().name},
                {"phase", to_string(frame.phase)},
                {"silent", frame.silent},
                {"last_event", frame.last_event},
                {"entered_event", frame.entered_event},
                {"entered_at", ms(frame.entered_at)},
                {"retries", frame.retries},
                {"attempts", frame.attempts}};
  put(saved, "input", frame.input);
  put(saved, "output", frame.output);
  put(saved, "assigned", frame.assigned);
  put(saved, "variables", frame.variables);
  put(saved, "item", frame.item);
  put(saved, "deadline", frame.deadline);
  if (frame.next != kEnd) saved["next"] = frame.flow->states[frame.next].name;
  if (!frame.token.empty()) saved["token"] = frame.token;
  if (frame.task) saved["task"] = save_task(*frame.task);
  if (frame.join) saved["join"] = save_join(*frame.join);
  return saved;
}

}  // namespace

std::string_view to_string(Phase phase) noexcept {
  static constexpr std::array<std::string_view, 7> kNames = {"enter",   "again", "leave", "wait",
                                                             "backoff", "task",  "join"};
  return kNames[static_cast<std::size_t>(phase)];
}

Json save(Run const& run) {
  Json saved = {{"format", 1},
                {"status", to_string(run.status)},
                {"info",
                 {{"arn", run.info.arn},
                  {"name", run.info.name},
                  {"role_arn", run.info.role_arn},
                  {"machine_arn", run.info.machine_arn},
                  {"machine_name", run.info.machine_name}}},
                {"started_at", ms(run.started_at)},
                {"now", ms(run.now)},
                {"events", run.events},
                {"tasks", run.tasks},
                {"frames_made", run.frames_made},
                {"ready", run.ready}};
  put(saved, "input", run.input);
  put(saved, "output", run.output);
  put(saved, "deadline", run.deadline);
  put(saved, "error", run.failure.error);
  put(saved, "cause", run.failure.cause);
  Json& frames = saved["frames"] = Json::array();
  for (auto const& [id, frame] : run.frames) frames.push_back(save_frame(frame));
  return saved;
}

}  // namespace helio::asl
