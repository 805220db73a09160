// Shutdown: SIGTERM ends the process, between two invocations.
//
// Lambda sends it before it takes an environment away, while the process waits for an invocation,
// and gives it half a second. Elsewhere, as when a container stops, it may come during one: that is
// answered first.
#pragma once

#include "lambda/runtime.hpp"

namespace helio::lambda {

// First in main(), before there are other threads: SIGTERM is for end_by_sigterm() alone.
void block_sigterm();

// From then on SIGTERM stops `runtime`, which lives to the end of the process.
void end_by_sigterm(Runtime& runtime);

}  // namespace helio::lambda
