#include "asl/state_types.hpp"

namespace helio::asl {

// Its next state is none, which ends the flow.
void execute(Run& run, Frame& frame, SucceedState const& /*succeed*/, Data const& data) {
  run.complete(frame, data);
}

}  // namespace helio::asl
