// RunLoop: the engine's threads, which run short jobs and wake them at times of the clock.
//
// With `threads` 0 there are none: tick() runs what is due and all that follows from it, on the
// caller's thread. That is how tests move time.
// Bounds   each execution has at most one job and one useful timer in it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.hpp"

namespace helio::asl {

class RunLoop {
 public:
  using Job = std::function<void()>;

  RunLoop(Clock const& clock, std::size_t threads);
  ~RunLoop();  // stop()
  RunLoop(RunLoop const&) = delete;
  RunLoop& operator=(RunLoop const&) = delete;

  // Callable from any thread, also from within a job. After stop() jobs are dropped.
  void post(Job job);
  void post_at(Timestamp time, Job job);

  void tick();
  // Waits for the jobs that run; not from within one. What has not begun is dropped.
  void stop();

 private:
  void run();
  [[nodiscard]] Job take_due(Timestamp now);  // with mutex_ held; empty if nothing is due

  Clock const& clock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::multimap<Timestamp, Job> timers_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace helio::asl
