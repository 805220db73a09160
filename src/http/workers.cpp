#include "http/workers.hpp"

#include <cassert>
#include <utility>

namespace helio::http {

Workers::Workers(Options options) : waiting_max_(options.waiting_max) {
  if (options.threads == 0) return;
  pool_.emplace(
      WorkerPoolOptions{.name = "http", .threads = options.threads, .queue_max = options.jobs_max});
}

void Workers::submit(std::function<void()> job) {
  if (!pool_) {
    job();
    return;
  }
  ++waiting_;
  [[maybe_unused]] auto const accepted = pool_->submit([this, job = std::move(job)] {
    --waiting_;
    job();
  });
  assert(accepted && "more jobs than connections");
}

}  // namespace helio::http
