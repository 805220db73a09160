#include "asl/save.hpp"

#include <array>

namespace helio::asl {
namespace {

std::int64_t ms(Timestamp time) { return time.time_since_epoch().count(); }

void put(ObjectText& into, char const* name, Data const& data, DataTexts& texts) {
  if (data) into.add(name, texts.plain(data));
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

std::string save_task(TaskRun const& task, DataTexts& texts) {
  Json saved = {{"id", task.id}, {"submitted", task.submitted}};
  put(saved, "timeout_s", task.timeout_s);
  put(saved, "heartbeat_s", task.heartbeat_s);
  put(saved, "timeout_at", task.timeout_at);
  put(saved, "heartbeat_at", task.heartbeat_at);
  ObjectText text(saved);
  put(text, "parameters", task.parameters, texts);
  put(text, "credentials", task.credentials, texts);
  return std::move(text).finish();
}

std::string save_join(Join const& join, DataTexts& texts) {
  std::vector<std::string> results;  // [value], or [] where there is none
  for (Data const& result : join.results) {
    results.push_back(result ? "[" + texts.plain(result) + "]" : "[]");
  }
  ObjectText text(Json{{"next", join.next},
                       {"running", join.running},
                       {"failed", join.failed},
                       {"concurrency", join.concurrency},
                       {"failed_max", join.failed_max}});
  text.add("results", array_text(results));
  put(text, "input", join.input, texts);
  put(text, "items", join.items, texts);
  return std::move(text).finish();
}

std::string save_frame(Frame const& frame, DataTexts& texts) {
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
  put(saved, "deadline", frame.deadline);
  if (frame.next != kEnd) saved["next"] = frame.flow->states[frame.next].name;
  if (!frame.token.empty()) saved["token"] = frame.token;
  ObjectText text(saved);
  put(text, "input", frame.input, texts);
  put(text, "output", frame.output, texts);
  put(text, "assigned", frame.assigned, texts);
  put(text, "variables", frame.variables, texts);
  put(text, "item", frame.item, texts);
  if (frame.task) text.add("task", save_task(*frame.task, texts));
  if (frame.join) text.add("join", save_join(*frame.join, texts));
  return std::move(text).finish();
}

}  // namespace

std::string_view to_string(Phase phase) noexcept {
  static constexpr std::array<std::string_view, 7> kNames = {"enter",   "again", "leave", "wait",
                                                             "backoff", "task",  "join"};
  return kNames[static_cast<std::size_t>(phase)];
}

std::string save(Run const& run, DataTexts& texts) {
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
  if (run.info.redriven_at) {
    saved["info"]["redrives"] = run.info.redrives;
    put(saved["info"], "redriven_at", run.info.redriven_at);
  }
  put(saved, "deadline", run.deadline);
  put(saved, "error", run.failure.error);
  put(saved, "cause", run.failure.cause);
  std::vector<std::string> frames;
  for (auto const& [id, frame] : run.frames) frames.push_back(save_frame(frame, texts));
  ObjectText text(saved);
  put(text, "input", run.input, texts);
  put(text, "output", run.output, texts);
  text.add("frames", array_text(frames));
  return std::move(text).finish();
}

}  // namespace helio::asl
