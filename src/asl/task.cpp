#include <chrono>

#include "asl/state_types.hpp"
#include "base/ids.hpp"

namespace helio::asl {
namespace {

using std::chrono::seconds;

EventType kind_of(Resource const& resource, EventType service, EventType function) {
  return resource.function ? function : service;
}

// "us-east-1" of "arn:aws:states:us-east-1:…"
std::string region_of(std::string const& arn) {
  std::size_t at = 0;
  for (int part = 0; part < 3; ++part) {
    at = arn.find(':', at);
    if (at == std::string::npos) return {};
    ++at;
  }
  return arn.substr(at, arn.find(':', at) - at);
}

void name_resource(HistoryEvent& event, Resource const& resource) {
  event.resource = resource.function ? resource.arn : resource.action;
  event.resource_type = resource.type;
}

void record_schedule(Run& run, Frame& frame, Resource const& resource) {
  HistoryEvent* event = run.record(
      frame, kind_of(resource, EventType::task_scheduled, EventType::lambda_function_scheduled));
  if (event != nullptr) {
    name_resource(*event, resource);
    event->name = region_of(run.info.machine_arn);
    event->data = frame.task->parameters;
    event->timeout_s = frame.task->timeout_s;
    event->heartbeat_s = frame.task->heartbeat_s;
  }
  event = run.record(
      frame, kind_of(resource, EventType::task_started, EventType::lambda_function_started));
  if (event != nullptr) name_resource(*event, resource);
}

std::optional<Timestamp> earlier(std::optional<Timestamp> one, std::optional<Timestamp> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

Outcome<TaskRun> prepare(Run& run, Frame& frame, TaskState const& task, Data const& data) {
  TaskRun prepared{.id = ++run.tasks, .parameters = data};
  auto timeout = read_seconds(run, frame, task.timeout, "TimeoutSeconds", *data);
  if (!timeout) return tl::unexpected(timeout.error());
  auto heartbeat = read_seconds(run, frame, task.heartbeat, "HeartbeatSeconds", *data);
  if (!heartbeat) return tl::unexpected(heartbeat.error());
  prepared.timeout_s = *timeout;
  prepared.heartbeat_s = *heartbeat;
  if (*timeout) prepared.timeout_at = run.now + seconds(**timeout);
  if (*heartbeat) prepared.heartbeat_at = run.now + seconds(**heartbeat);
  if (task.credentials) {
    auto credentials = run.fill(frame, task.credentials, data);
    if (!credentials) return tl::unexpected(credentials.error());
    prepared.credentials = std::move(*credentials);
  }
  return prepared;
}

}  // namespace

void issue_token(Run& run, Frame& frame) {
  frame.token.clear();
  auto const* const task = std::get_if<TaskState>(&frame.at().kind);
  if (task != nullptr && task->resource.integration == Integration::wait_for_task_token) {
    frame.token = uuid_v4(*run.random);
  }
}

void execute(Run& run, Frame& frame, TaskState const& task, Data const& data) {
  auto prepared = prepare(run, frame, task, data);
  if (!prepared) return run.fail(frame, std::move(prepared.error()));
  frame.task = std::move(*prepared);
  record_schedule(run, frame, task.resource);
  if (run.history_full) return;
  run.batch.commands.emplace_back(schedule_command(frame));
  run.wait_until(frame, Phase::task, earlier(frame.task->timeout_at, frame.task->heartbeat_at));
}

ScheduleTask schedule_command(Frame const& frame) {
  TaskRun const& task = *frame.task;
  return {.id = task.id,
          .state = frame.at().name,
          .resource = std::get<TaskState>(frame.at().kind).resource,
          .parameters = task.parameters,
          .credentials = task.credentials,
          .timeout_s = task.timeout_s,
          .heartbeat_s = task.heartbeat_s,
          .token = frame.token,
          .attempt = frame.retries};
}

Frame* frame_of_task(Run& run, TaskId id) {
  for (auto& [unused, frame] : run.frames) {
    if (frame.task && frame.task->id == id) return &frame;
  }
  return nullptr;
}

void submit_task(Run& run, Frame& frame, Data output) {
  Resource const& resource = std::get<TaskState>(frame.at().kind).resource;
  if (frame.task->submitted || resource.integration == Integration::request_response) return;
  frame.task->submitted = true;
  if (HistoryEvent* const event = run.record(frame, EventType::task_submitted)) {
    name_resource(*event, resource);
    event->data = std::move(output);
  }
}

void beat_task(Run& run, Frame& frame) {
  TaskRun& task = *frame.task;
  if (!task.heartbeat_s) return;
  task.heartbeat_at = run.now + seconds(*task.heartbeat_s);
  run.wait_until(frame, Phase::task, earlier(task.timeout_at, task.heartbeat_at));
}

void end_task(Run& run, Frame& frame, Data output) {
  Resource const& resource = std::get<TaskState>(frame.at().kind).resource;
  if (HistoryEvent* const event = run.record(
          frame,
          kind_of(resource, EventType::task_succeeded, EventType::lambda_function_succeeded))) {
    name_resource(*event, resource);
    event->data = output;
  }
  frame.task.reset();
  run.wait_until(frame, Phase::task, std::nullopt);
  auto const fits = run.within_limits(*output, resource.arn);
  if (!fits) return run.fail(frame, fits.error());
  run.complete(frame, std::move(output));
}

void fail_task(Run& run, Frame& frame, Failure why) {
  Resource const& resource = std::get<TaskState>(frame.at().kind).resource;
  if (HistoryEvent* const event = run.record(
          frame, kind_of(resource, EventType::task_failed, EventType::lambda_function_failed))) {
    name_resource(*event, resource);
    event->error = why.error;
    event->cause = why.cause;
  }
  frame.task.reset();
  run.wait_until(frame, Phase::task, std::nullopt);
  run.fail(frame, std::move(why));
}

void time_out_task(Run& run, Frame& frame) {
  TaskRun const& task = *frame.task;
  Resource const& resource = std::get<TaskState>(frame.at().kind).resource;
  bool const silent = task.heartbeat_at && *task.heartbeat_at <= run.now &&
                      (!task.timeout_at || *task.heartbeat_at <= *task.timeout_at);
  Failure why{silent ? "States.HeartbeatTimeout" : "States.Timeout", std::nullopt};
  if (HistoryEvent* const event = run.record(
          frame,
          kind_of(resource, EventType::task_timed_out, EventType::lambda_function_timed_out))) {
    name_resource(*event, resource);
    event->error = why.error;
  }
  cancel_task(run, frame);
  run.fail(frame, std::move(why));
}

void cancel_task(Run& run, Frame& frame) {
  if (!frame.task) return;
  run.batch.commands.emplace_back(CancelTask{frame.task->id});
  frame.task.reset();
}

}  // namespace helio::asl
