// WorkerPool: a named, bounded pool of threads for work that may block (decode, analysis steps).
//
// Threads  submit() may be called from any thread, and never blocks: past `queue_max` waiting jobs
//          it refuses, so that back-pressure is the caller's decision and never a hang.
// Lifetime The destructor runs what was accepted, then joins.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"

namespace helio {

struct WorkerPoolOptions {
  std::string name;            // shows as the threads' name (first 15 bytes)
  std::size_t threads = 2;     // at least 1
  std::size_t queue_max = 64;  // jobs that wait; running ones are not counted
};

class WorkerPool {
 public:
  explicit WorkerPool(WorkerPoolOptions options);
  ~WorkerPool();
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;

  // Errors: exhausted "QueueFull". A job must not throw.
  [[nodiscard]] Result<void> submit(std::function<void()> job);

  [[nodiscard]] std::size_t threads() const noexcept { return threads_.size(); }

 private:
  void run();

  const WorkerPoolOptions options_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace helio
