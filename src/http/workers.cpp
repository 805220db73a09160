#include "http/workers.hpp"

#include <cassert>
#include <utility>

namespace helio::http {

Workers::Workers(Options options)
    : waiting_max_(options.waiting_max),
      pool_({.name = "http", .threads = options.threads, .queue_max = options.jobs_max}) {}

void Workers::submit(std::function<void()> job) {
  ++waiting_;
  [[maybe_unused]] auto const accepted = pool_.submit([this, job = std::move(job)] {
    --waiting_;
    job();
  });
  assert(accepted && "more jobs than connections");
}

}  // namespace helio::http
