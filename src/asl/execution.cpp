#include "asl/execution.hpp"

#include <algorithm>
#include <chrono>

#include "asl/save.hpp"
#include "asl/state_types.hpp"

namespace helio::asl {
namespace {

constexpr std::size_t kErrorBytesMax = 256;
constexpr std::size_t kCauseBytesMax = 32'768;

// Cut to the size Step Functions keeps, not within a character.
std::string cut(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && (text[bytes_max] & 0xC0) == 0x80) --bytes_max;
  text.resize(bytes_max);
  return text;
}

// Tells a task's frame what happened, if there is one, then goes on.
template <typename Tell>
Batch told(Run& run, TaskId id, Timestamp now, Tell tell) {
  run.now = std::max(run.now, now);
  if (Frame* const frame = frame_of_task(run, id)) tell(*frame);
  return run.steps(now);
}

}  // namespace

std::string_view to_string(Status status) noexcept {
  switch (status) {
    case Status::running:
      return "RUNNING";
    case Status::succeeded:
      return "SUCCEEDED";
    case Status::failed:
      return "FAILED";
    case Status::timed_out:
      return "TIMED_OUT";
    case Status::aborted:
      return "ABORTED";
  }
  return "";
}

Execution::Execution(std::shared_ptr<StateMachine const> machine, Data input, ExecutionInfo info,
                     Random& random, ExecutionOptions options)
    : run_(std::make_unique<Run>()) {
  run_->machine = std::move(machine);
  run_->input = std::move(input);
  run_->info = std::move(info);
  run_->random = &random;
  run_->options = options;
}

Execution::Execution(std::unique_ptr<Run> run) : run_(std::move(run)) {}
Execution::Execution(Execution&&) noexcept = default;
Execution& Execution::operator=(Execution&&) noexcept = default;
Execution::~Execution() = default;

Batch Execution::start(Timestamp now) {
  Run& run = *run_;
  run.now = run.started_at = now;
  for (auto const& limit : {run.machine->timeout_s, run.options.time_max_s}) {
    if (!limit) continue;
    Timestamp const end = now + std::chrono::seconds(*limit);
    run.deadline = std::min(run.deadline.value_or(end), end);
  }
  run.record_start();
  run.add_frame(Frame{}, run.machine->flow, 0, run.input);
  return run.steps(now);
}

Batch Execution::advance(Timestamp now) { return run_->steps(now); }

Batch Execution::task_submitted(TaskId id, Data output, Timestamp now) {
  return told(*run_, id, now, [&](Frame& frame) { submit_task(*run_, frame, std::move(output)); });
}

Batch Execution::task_succeeded(TaskId id, Data output, Timestamp now) {
  return told(*run_, id, now, [&](Frame& frame) { end_task(*run_, frame, std::move(output)); });
}

Batch Execution::task_failed(TaskId id, std::string error, std::string cause, Timestamp now) {
  Failure why{cut(std::move(error), kErrorBytesMax), cut(std::move(cause), kCauseBytesMax)};
  return told(*run_, id, now, [&](Frame& frame) { fail_task(*run_, frame, std::move(why)); });
}

Batch Execution::task_heartbeat(TaskId id, Timestamp now) {
  return told(*run_, id, now, [&](Frame& frame) { beat_task(*run_, frame); });
}

bool Execution::waits_for(TaskId id) const { return frame_of_task(*run_, id) != nullptr; }

bool Execution::idle() const {
  return run_->ready.empty() && std::ranges::all_of(run_->frames, [](auto const& entry) {
           Frame const& frame = entry.second;
           if (frame.phase == Phase::task) return frame.task && frame.task->submitted;
           return frame.phase == Phase::wait || frame.phase == Phase::join;
         });
}

Batch Execution::abort(std::string error, std::string cause, Timestamp now) {
  Run& run = *run_;
  run.now = std::max(run.now, now);
  if (run.status == Status::running) {
    if (!error.empty()) run.failure.error = cut(std::move(error), kErrorBytesMax);
    if (!cause.empty()) run.failure.cause = cut(std::move(cause), kCauseBytesMax);
    run.end(Status::aborted);
  }
  return run.steps(now);
}

std::string Execution::save(DataTexts& texts) const { return asl::save(*run_, texts); }

Result<Execution> Execution::restore(std::shared_ptr<StateMachine const> machine, Json const& saved,
                                     Random& random, ExecutionOptions options) {
  auto run = std::make_unique<Run>();
  run->machine = std::move(machine);
  run->random = &random;
  run->options = options;
  auto restored = asl::restore(*run, saved);
  if (!restored) return fail(restored);
  return Execution(std::move(run));
}

Batch Execution::resume(Timestamp now) {
  for (auto const& [id, frame] : run_->frames) {
    // A token that was given away comes back by itself.
    if (!frame.task || (frame.task->submitted && !frame.token.empty())) continue;
    ScheduleTask again = schedule_command(frame);
    again.resumed = true;
    run_->batch.commands.emplace_back(std::move(again));
  }
  return run_->steps(now);
}

Status Execution::status() const noexcept { return run_->status; }
Data Execution::output() const noexcept { return run_->output; }
std::optional<std::string> const& Execution::error() const noexcept { return run_->failure.error; }
std::optional<std::string> const& Execution::cause() const noexcept { return run_->failure.cause; }

}  // namespace helio::asl
