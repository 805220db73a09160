// Workers: the pool that runs handlers, with the bound where a new request asks for it.
//
// A connection has at most one job at a time, so a queue of `jobs_max` = connections never refuses
// a request that is under way; a new one is refused by full(), before it has done anything.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>

#include "base/worker_pool.hpp"

namespace helio::http {

class Workers {
 public:
  struct Options {
    std::size_t threads = 8;        // 0: on the caller's, for a connection without a network
    std::size_t waiting_max = 256;  // new requests are refused past that many waiting jobs
    std::size_t jobs_max = 10'000;  // connections
  };
  explicit Workers(Options options);

  [[nodiscard]] bool full() const noexcept { return waiting_ >= waiting_max_; }
  // Never refuses; see above. A job must not throw.
  void submit(std::function<void()> job);

 private:
  const std::size_t waiting_max_;
  std::atomic<std::size_t> waiting_ = 0;
  std::optional<WorkerPool> pool_;
};

}  // namespace helio::http
