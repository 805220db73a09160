// SIGTERM ends the process, between two invocations.
//
// Lambda sends it before it takes an environment away, while the process waits for an invocation,
// and gives it half a second. Elsewhere, as when a container stops, it may come during one, or
// together with one: that is answered first.
#pragma once

#include <atomic>

namespace helio::lambda {

// True once SIGTERM has come. The signal interrupts what the main thread waits for.
[[nodiscard]] std::atomic<bool> const& stopped_by_sigterm();

}  // namespace helio::lambda
