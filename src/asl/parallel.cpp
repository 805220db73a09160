#include "asl/state_types.hpp"

namespace helio::asl {

void execute(Run& run, Frame& frame, ParallelState const& parallel, Data const& data) {
  run.record(frame, EventType::parallel_state_started);
  if (run.history_full) return;
  Join join{.results = std::vector<Data>(parallel.branches.size())};
  join.running = parallel.branches.size();
  frame.join = std::move(join);
  run.wait_until(frame, Phase::join, std::nullopt);
  for (std::size_t i = 0; i < parallel.branches.size(); ++i) {
    run.add_frame(frame, parallel.branches[i], i, data);
  }
}

void child_succeeded(Run& run, Frame& frame, ParallelState const& /*parallel*/, Frame& child) {
  Join& join = *frame.join;
  join.results[child.branch] = child.output;
  if (--join.running != 0) return;
  Json results = Json::array();
  for (Data const& result : join.results) results.push_back(*result);
  frame.join.reset();
  frame.last_event = child.last_event;
  run.record(frame, EventType::parallel_state_succeeded, false);
  run.complete(frame, std::make_shared<Json const>(std::move(results)));
}

std::optional<Failure> child_failed(Run& /*run*/, Frame& frame, ParallelState const& /*of*/,
                                    Frame& child, Failure why) {
  frame.last_event = child.last_event;
  why.of_branch = true;
  return why;
}

}  // namespace helio::asl
