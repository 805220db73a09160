#include "asl/state_types.hpp"

namespace helio::asl {

void execute(Run& run, Frame& frame, PassState const& pass, Data const& data) {
  run.complete(frame, pass.result ? pass.result : data);
}

}  // namespace helio::asl
