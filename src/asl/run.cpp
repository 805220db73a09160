#include "asl/run.hpp"

#include <array>

#include "asl/state_types.hpp"

namespace helio::asl {
namespace {

// EventType of entering and leaving, by the index of State::kind.
EventType entered(State const& state) {
  return static_cast<EventType>(static_cast<std::size_t>(EventType::task_state_entered) +
                                state.kind.index());
}

EventType exited(State const& state) {
  static constexpr std::array kExited = {
      EventType::task_state_exited,     EventType::pass_state_exited,
      EventType::choice_state_exited,   EventType::wait_state_exited,
      EventType::succeed_state_exited,  EventType::succeed_state_exited,  // Fail never exits
      EventType::parallel_state_exited, EventType::map_state_exited};
  return kExited[state.kind.index()];
}

}  // namespace

Batch Run::steps(Timestamp time) {
  now = std::max(now, time);  // a clock that was set back stops the time, no more
  if (status == Status::running && deadline && *deadline <= now) end(Status::timed_out);
  while (!timers.empty() && timers.begin()->first <= now) {
    Frame& frame = frames.at(timers.begin()->second);
    timers.erase(timers.begin());
    frame.deadline.reset();
    fire(frame);
  }
  for (int taken = 0; !ready.empty() && !history_full && taken < options.steps_max; ++taken) {
    auto const frame = frames.find(ready.front());
    ready.pop_front();
    if (frame != frames.end()) step(frame->second);
  }
  if (history_full && status == Status::running) end(Status::failed);
  if (!ready.empty()) {
    batch.wake_at = now;
  } else if (!timers.empty() || (status == Status::running && deadline)) {
    Timestamp at = Timestamp::max();
    if (!timers.empty()) at = timers.begin()->first;
    if (deadline) at = std::min(at, *deadline);
    batch.wake_at = at;
  }
  return std::exchange(batch, {});
}

void Run::step(Frame& frame) {
  switch (frame.phase) {
    case Phase::enter:
      return enter(frame);
    case Phase::again:
      return execute(frame);
    case Phase::leave:
      return leave(frame);
    default:
      return;  // what waits is woken by its event, never by the queue
  }
}

void Run::enter(Frame& frame) {
  State const& state = frame.at();
  frame.entered_at = now;
  frame.retries = 0;
  frame.attempts.assign(state.retry.size(), 0);
  if (HistoryEvent* const event = record(frame, entered(state))) {
    event->name = state.name;
    event->data = frame.input;
  }
  frame.entered_event = frame.last_event;
  if (!history_full) execute(frame);
}

void Run::execute(Frame& frame) {
  State const& state = frame.at();
  issue_token(*this, frame);
  if (state.reads_context) build_context(frame);
  Outcome<Data> data = select(frame, state.input_path, frame.input);
  if (data && state.parameters) data = fill(frame, state.parameters, *data);
  if (!data) return fail(frame, std::move(data.error()));
  std::visit([&](auto const& kind) { asl::execute(*this, frame, kind, *data); }, state.kind);
}

void Run::leave(Frame& frame) {
  State const& state = frame.at();
  if (HistoryEvent* const event = record(frame, exited(state))) {
    event->name = state.name;
    event->data = frame.output;
    event->assigned = frame.assigned;
  }
  if (history_full) return;
  apply_assigned(frame);
  if (frame.next != kEnd) {
    frame.state = frame.next;
    frame.input = std::move(frame.output);
    return make_ready(frame, Phase::enter);
  }
  if (frame.parent == 0) {
    output = frame.output;
    return end(Status::succeeded);
  }
  Frame& parent = frames.at(frame.parent);
  FrameId const done = frame.id;
  if (auto const* const map = std::get_if<MapState>(&parent.at().kind)) {
    child_succeeded(*this, parent, *map, frame);
  } else {
    child_succeeded(*this, parent, std::get<ParallelState>(parent.at().kind), frame);
  }
  frames.erase(done);
}

void Run::make_ready(Frame& frame, Phase phase) {
  wait_until(frame, phase, std::nullopt);
  ready.push_back(frame.id);
}

void Run::wait_until(Frame& frame, Phase phase, std::optional<Timestamp> time) {
  frame.phase = phase;
  if (frame.deadline) timers.erase({*frame.deadline, frame.id});
  frame.deadline = time;
  if (time) timers.insert({*time, frame.id});
}

void Run::fire(Frame& frame) {
  if (frame.phase == Phase::wait) return complete(frame, std::move(frame.output));
  if (frame.phase == Phase::backoff) return make_ready(frame, Phase::again);
  if (frame.phase == Phase::task) time_out_task(*this, frame);
}

Frame& Run::add_frame(Frame const& parent, Flow const& flow, std::size_t branch, Data data) {
  FrameId const id = ++frames_made;
  Frame& frame = frames[id];
  frame.id = id;
  frame.parent = parent.id;
  frame.branch = branch;
  frame.flow = &flow;
  frame.state = flow.start_at;
  frame.silent = parent.silent;
  frame.input = std::move(data);
  frame.last_event = parent.last_event;
  make_ready(frame, Phase::enter);
  return frame;
}

void Run::drop_children(FrameId parent) {
  std::set<FrameId> doomed = {parent};
  for (auto frame = frames.upper_bound(parent); frame != frames.end();) {
    if (!doomed.contains(frame->second.parent)) {
      ++frame;
      continue;
    }
    doomed.insert(frame->first);
    cancel_task(*this, frame->second);
    wait_until(frame->second, Phase::wait, std::nullopt);
    frame = frames.erase(frame);
  }
}

void Run::drop_all() {
  for (auto& [id, frame] : frames) cancel_task(*this, frame);
  frames.clear();
  timers.clear();
  ready.clear();
  deadline.reset();
}

void Run::end(Status how) {
  status = how;
  record_end();
  drop_all();
}

}  // namespace helio::asl
