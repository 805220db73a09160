#include "asl/state_types.hpp"

namespace helio::asl {
namespace {

// What Step Functions hands to a catcher.
Data error_output(Failure const& why) {
  Json output = Json::object();
  if (why.error) output["Error"] = *why.error;
  if (why.cause) output["Cause"] = *why.cause;
  return std::make_shared<Json const>(std::move(output));
}

Outcome<void> leave_for(Run& run, Frame& frame, Catcher const& catcher, Failure const& why) {
  Data const error = error_output(why);
  auto const assigned = run.assign(frame, catcher.assign, error);
  if (!assigned) return assigned;
  auto output = run.place(frame, catcher.result_path, error);
  if (!output) return tl::unexpected(std::move(output.error()));
  auto const fits = run.within_limits(**output, frame.at().name);
  if (!fits) return fits;
  frame.output = std::move(*output);
  frame.next = catcher.next;
  run.make_ready(frame, Phase::leave);
  return {};
}

}  // namespace

bool caught(Run& run, Frame& frame, Failure& why) {
  if (run.history_full) return false;
  for (Catcher const& catcher : frame.at().catchers) {
    if (!matches(catcher.error_equals, why)) continue;
    auto const left = leave_for(run, frame, catcher, why);
    if (!left) why = left.error();
    return left.has_value();
  }
  return false;
}

}  // namespace helio::asl
