#include <array>

#include "asl/run.hpp"

namespace helio::asl {

HistoryEvent* Run::record(Frame& frame, EventType type, bool leads_on) {
  if (frame.silent) return nullptr;
  // The last place is for the event that says how the execution ended.
  if (events + 1 >= options.history_events_max) {
    history_full = true;
    failure = {"States.Runtime", "The execution reached the maximum number of history events (" +
                                     std::to_string(options.history_events_max) + ")."};
    return nullptr;
  }
  std::int64_t const previous = frame.last_event;
  std::int64_t const id = ++events;
  if (leads_on) frame.last_event = id;
  if (!options.history) return nullptr;
  HistoryEvent& event = batch.events.emplace_back();
  event.id = id;
  event.previous_id = previous;
  event.time = now;
  event.type = type;
  return &event;
}

void Run::record_start() {
  ++events;
  if (!options.history) return;
  HistoryEvent& event = batch.events.emplace_back();
  event.id = events;
  event.time = now;
  event.type = EventType::execution_started;
  event.name = info.role_arn;
  event.data = input;
}

void Run::record_end() {
  static constexpr std::array kEvents = {
      EventType::execution_started, EventType::execution_succeeded, EventType::execution_failed,
      EventType::execution_timed_out, EventType::execution_aborted};
  ++events;
  if (!options.history) return;
  HistoryEvent& event = batch.events.emplace_back();
  event.id = events;
  event.previous_id = frames.empty() ? 0 : frames.begin()->second.last_event;
  event.time = now;
  event.type = kEvents[static_cast<std::size_t>(status)];
  event.data = output;
  event.error = failure.error;
  event.cause = failure.cause;
}

}  // namespace helio::asl
