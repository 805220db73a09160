#include "asl/redrive.hpp"

#include "asl/data_texts.hpp"
#include "asl/engine_core.hpp"

namespace helio::asl {
namespace {

// Its id, token and time limits are the next attempt's own, which finds nothing of the last one's.
void begin_anew(Json& frame, std::int64_t last_event) {
  for (char const* const past : {"task", "token", "deadline"}) frame.erase(past);
  frame["phase"] = "again";
  frame["last_event"] = last_event;
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

Result<Beginning> beginning_of(ExecutionRecord const& record, RunnableMachine const& machine,
                               Random& random) {
  auto input = parse_json(record.input);
  if (!input) return fail(input);
  Execution execution(machine.machine, std::make_shared<Json const>(std::move(*input)),
                      info_of(record, machine.record), random, {.steps_max = 0});
  auto const batch = execution.start(record.started_at);
  DataTexts texts;
  Beginning beginning;
  for (HistoryEvent const& event : batch.events) {
    beginning.events.push_back(to_text(event, texts));
  }
  auto state =
      parse_json(execution.save(texts), {.bytes_max = kStateBytesMax, .depth_max = kSavedDepthMax});
  if (!state) return fail(state);
  beginning.state = std::move(*state);
  return beginning;
}

void prepare_redrive(Json& saved, Timestamp now, int count, std::int64_t last_event) {
  saved["events"] = last_event;
  saved["info"]["redrives"] = count;
  saved["info"]["redriven_at"] = now.time_since_epoch().count();
  if (saved.contains("deadline")) {
    std::int64_t const time_max =
        saved["deadline"].get<std::int64_t>() - saved["started_at"].get<std::int64_t>();
    saved["deadline"] = now.time_since_epoch().count() + time_max;
  }
  for (Json& frame : saved["frames"]) {
    frame["retries"] = 0;
    for (Json& attempts : frame["attempts"]) attempts = 0;
    if (frame["phase"] == "enter") frame["last_event"] = last_event;
    if (frame["phase"] != "task" && frame["phase"] != "backoff") continue;
    begin_anew(frame, last_event);
    saved["ready"].push_back(frame["id"]);
  }
}

}  // namespace helio::asl
