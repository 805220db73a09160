#include "asl/run.hpp"
#include "asl/state_types.hpp"

namespace helio::asl {

Failure Run::failure_of(Frame const& frame, Error const& error) const {
  bool const named = error.name.starts_with("States.");
  return {named ? error.name : "States.Runtime",
          "An error occurred while executing the state '" + frame.at().name +
              "' (entered at the event id #" + std::to_string(frame.entered_event) + "). " +
              error.message};
}

void Run::fail(Frame& frame, Error const& error) { fail(frame, failure_of(frame, error)); }

void Run::fail_runtime(Frame& frame, std::string const& message) {
  fail(frame, Error{Errc::invalid_argument, "States.Runtime", message});
}

// Upwards from the frame that failed, until a Retry, a Catch or a tolerant Map takes it, or the
// execution fails. As deep as the definition is nested.
void Run::fail(Frame& first, Failure why) {
  for (Frame* frame = &first;;) {
    if (frame->join) {
      drop_children(frame->id);
      frame->join.reset();
    }
    if (try_again(*this, *frame, why)) return;
    if (why.of_branch) {
      bool const map = std::holds_alternative<MapState>(frame->at().kind);
      record(*frame, map ? EventType::map_state_failed : EventType::parallel_state_failed);
    }
    if (caught(*this, *frame, why)) return;
    if (frame->parent == 0) {
      if (!history_full) failure = std::move(why);
      return end(Status::failed);
    }
    FrameId const failed = frame->id;
    Frame& parent = frames.at(frame->parent);
    auto const* const map = std::get_if<MapState>(&parent.at().kind);
    auto passed_on = map != nullptr
                         ? child_failed(*this, parent, *map, *frame, std::move(why))
                         : child_failed(*this, parent, std::get<ParallelState>(parent.at().kind),
                                        *frame, std::move(why));
    if (!passed_on) {
      frames.erase(failed);
      return;
    }
    why = std::move(*passed_on);
    frame = &parent;
  }
}

}  // namespace helio::asl
