#include <chrono>
#include <stdexcept>

#include "asl/save.hpp"

namespace helio::asl {
namespace {

using Invalid = std::runtime_error;  // does not leave this file

void demand(bool holds, char const* what) {
  if (!holds) throw Invalid(what);
}

Timestamp time_of(Json const& number) {
  return Timestamp(std::chrono::milliseconds(number.get<std::int64_t>()));
}

Data data_at(Json const& from, char const* name) {
  auto const found = from.find(name);
  return found == from.end() ? nullptr : std::make_shared<Json const>(*found);
}

std::optional<Timestamp> time_at(Json const& from, char const* name) {
  auto const found = from.find(name);
  if (found == from.end()) return std::nullopt;
  return time_of(*found);
}

template <typename T>
std::optional<T> value_at(Json const& from, char const* name) {
  auto const found = from.find(name);
  if (found == from.end()) return std::nullopt;
  return found->get<T>();
}

StateIndex state_at(Json const& from, char const* name, Flow const& flow) {
  auto const found = from.find(name);
  if (found == from.end()) return kEnd;
  StateIndex const index = flow.find(found->get_ref<std::string const&>());
  demand(index != kEnd, "a state is not in the definition");
  return index;
}

Phase read_phase(std::string const& name) {
  for (int i = 0; i <= static_cast<int>(Phase::join); ++i) {
    if (to_string(static_cast<Phase>(i)) == name) return static_cast<Phase>(i);
  }
  throw Invalid("a phase is unknown");
}

Status read_status(std::string const& name) {
  for (int i = 0; i <= static_cast<int>(Status::aborted); ++i) {
    if (to_string(static_cast<Status>(i)) == name) return static_cast<Status>(i);
  }
  throw Invalid("the status is unknown");
}

TaskRun read_task(Json const& saved) {
  return {.id = saved.at("id").get<TaskId>(),
          .parameters = data_at(saved, "parameters"),
          .credentials = data_at(saved, "credentials"),
          .timeout_s = value_at<std::int64_t>(saved, "timeout_s"),
          .heartbeat_s = value_at<std::int64_t>(saved, "heartbeat_s"),
          .timeout_at = time_at(saved, "timeout_at"),
          .heartbeat_at = time_at(saved, "heartbeat_at"),
          .submitted = saved.at("submitted").get<bool>()};
}

Join read_join(Json const& saved) {
  Join join{.input = data_at(saved, "input"),
            .items = data_at(saved, "items"),
            .next = saved.at("next").get<std::size_t>(),
            .running = saved.at("running").get<std::size_t>(),
            .failed = saved.at("failed").get<std::size_t>(),
            .concurrency = saved.at("concurrency").get<std::size_t>(),
            .failed_max = saved.at("failed_max").get<double>()};
  for (Json const& result : saved.at("results")) {
    join.results.push_back(result.empty() ? nullptr : std::make_shared<Json const>(result.at(0)));
  }
  return join;
}

// The flow a frame runs: the machine's, or one inside the state its parent waits in.
Flow const& flow_of(Run const& run, Frame const& frame) {
  if (frame.parent == 0) return run.machine->flow;
  auto const parent = run.frames.find(frame.parent);
  demand(parent != run.frames.end() && parent->second.join.has_value(), "a branch has no parent");
  demand(frame.branch < parent->second.join->results.size(), "a branch has no place");
  auto const& kind = parent->second.at().kind;
  if (auto const* const map = std::get_if<MapState>(&kind)) return map->processor;
  return std::get<ParallelState>(kind).branches[frame.branch];
}

// What each phase needs to go on from.
void check_phase(Frame const& frame) {
  State const& state = frame.at();
  auto const* const map = std::get_if<MapState>(&state.kind);
  auto const* const parallel = std::get_if<ParallelState>(&state.kind);
  demand(frame.input != nullptr, "a state has no input");
  demand(frame.task.has_value() == (frame.phase == Phase::task), "a task is out of place");
  demand(frame.join.has_value() == (frame.phase == Phase::join), "a join is out of place");
  if (frame.phase != Phase::enter) {
    demand(frame.attempts.size() == state.retry.size(), "the retries do not fit");
  }
  if (frame.phase == Phase::leave || frame.phase == Phase::wait) {
    demand(frame.output != nullptr, "a state has no output");
  }
  if (frame.task) {
    demand(std::holds_alternative<TaskState>(state.kind) && frame.task->parameters != nullptr,
           "a task is in the wrong state");
  }
  if (!frame.join) return;
  Join const& join = *frame.join;
  if (map != nullptr) {
    demand(join.items && join.items->is_array() && join.input &&
               join.items->size() == join.results.size() && join.next <= join.items->size(),
           "a Map does not fit its items");
  } else {
    demand(parallel != nullptr && parallel->branches.size() == join.results.size(),
           "a Parallel does not fit its branches");
  }
}

void read_frame(Run& run, Json const& saved) {
  Frame frame;
  frame.id = saved.at("id").get<FrameId>();
  frame.parent = saved.at("parent").get<FrameId>();
  frame.branch = saved.at("branch").get<std::size_t>();
  demand(frame.id > frame.parent && frame.id <= run.frames_made, "a frame's id does not fit");
  Flow const& flow = flow_of(run, frame);
  frame.flow = &flow;
  frame.state = state_at(saved, "state", flow);
  demand(frame.state != kEnd, "a frame has no state");
  frame.next = state_at(saved, "next", flow);
  frame.phase = read_phase(saved.at("phase").get<std::string>());
  frame.silent = saved.at("silent").get<bool>();
  frame.last_event = saved.at("last_event").get<std::int64_t>();
  frame.entered_event = saved.at("entered_event").get<std::int64_t>();
  frame.entered_at = time_of(saved.at("entered_at"));
  frame.retries = saved.at("retries").get<int>();
  frame.attempts = saved.at("attempts").get<std::vector<int>>();
  frame.input = data_at(saved, "input");
  frame.output = data_at(saved, "output");
  frame.assigned = data_at(saved, "assigned");
  frame.variables = data_at(saved, "variables");
  frame.item = data_at(saved, "item");
  frame.deadline = time_at(saved, "deadline");
  frame.token = saved.value("token", "");
  if (saved.contains("task")) frame.task = read_task(saved.at("task"));
  if (saved.contains("join")) frame.join = read_join(saved.at("join"));
  check_phase(frame);
  if (frame.deadline) run.timers.insert({*frame.deadline, frame.id});
  FrameId const id = frame.id;
  demand(run.frames.emplace(id, std::move(frame)).second, "two frames have one id");
}

void read_run(Run& run, Json const& saved) {
  demand(saved.at("format") == 1, "the format is unknown");
  Json const& info = saved.at("info");
  run.info = {info.at("arn").get<std::string>(),
              info.at("name").get<std::string>(),
              info.at("role_arn").get<std::string>(),
              info.at("machine_arn").get<std::string>(),
              info.at("machine_name").get<std::string>(),
              info.value("redrives", 0),
              time_at(info, "redriven_at")};
  run.status = read_status(saved.at("status").get<std::string>());
  run.started_at = time_of(saved.at("started_at"));
  run.now = time_of(saved.at("now"));
  run.deadline = time_at(saved, "deadline");
  run.events = saved.at("events").get<std::int64_t>();
  run.tasks = saved.at("tasks").get<TaskId>();
  run.frames_made = saved.at("frames_made").get<FrameId>();
  run.input = data_at(saved, "input");
  demand(run.input != nullptr, "the execution has no input");
  run.output = data_at(saved, "output");
  run.failure.error = value_at<std::string>(saved, "error");
  run.failure.cause = value_at<std::string>(saved, "cause");
  for (Json const& frame : saved.at("frames")) read_frame(run, frame);
  for (Json const& id : saved.at("ready")) {
    auto const found = run.frames.find(id.get<FrameId>());
    if (found != run.frames.end() && found->second.phase <= Phase::leave) {
      run.ready.push_back(found->first);
    }
  }
  demand(run.status != Status::running || !run.frames.empty(), "nothing is left to run");
}

}  // namespace

Result<void> restore(Run& run, Json const& saved) {
  std::string why;
  try {
    read_run(run, saved);
    return {};
  } catch (nlohmann::json::exception const& error) {
    why = error.what();
  } catch (Invalid const& error) {
    why = error.what();
  }
  return fail(Errc::corrupt, "InvalidExecutionState",
              "The saved state of the execution does not fit its definition.", why);
}

}  // namespace helio::asl
