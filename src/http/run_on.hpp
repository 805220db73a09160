// run_on: a coroutine's step on the worker pool, for src/http's own sources.
#pragma once

#include <functional>

#include <boost/asio/awaitable.hpp>

#include "http/workers.hpp"

namespace helio::http {

// Runs `job` on a worker and comes back to the coroutine's own thread. `job` must not throw and
// must live until then. What it writes is seen by the coroutine without further locks.
[[nodiscard]] boost::asio::awaitable<void> run_on(Workers& workers,
                                                  std::function<void()> const& job);

}  // namespace helio::http
