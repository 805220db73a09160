#include "base/worker_pool.hpp"

#include <algorithm>

#include <pthread.h>

namespace helio {

WorkerPool::WorkerPool(WorkerPoolOptions options) : options_(std::move(options)) {
  for (std::size_t i = 0; i < std::max<std::size_t>(1, options_.threads); ++i) {
    threads_.emplace_back([this] { run(); });
    pthread_setname_np(threads_.back().native_handle(), options_.name.substr(0, 15).c_str());
  }
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

Result<void> WorkerPool::submit(std::function<void()> job) {
  {
    std::lock_guard const lock(mutex_);
    if (jobs_.size() >= options_.queue_max) {
      return fail(Errc::exhausted, "QueueFull",
                  "The " + options_.name + " queue is full; try again in a moment.");
    }
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
  return {};
}

void WorkerPool::run() {
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace helio
