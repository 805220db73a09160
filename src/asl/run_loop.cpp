#include "asl/run_loop.hpp"

#include <algorithm>

#include <pthread.h>

namespace helio::asl {
namespace {

// A clock that is set forward while threads wait is noticed within this time.
constexpr std::chrono::milliseconds kNapMax{1'000};

}  // namespace

RunLoop::RunLoop(Clock const& clock, std::size_t threads) : clock_(clock) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { run(); });
    pthread_setname_np(threads_.back().native_handle(), "workflow");
  }
}

RunLoop::~RunLoop() { stop(); }

void RunLoop::post(Job job) {
  {
    std::scoped_lock const lock(mutex_);
    if (stopped_) return;
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void RunLoop::post_at(Timestamp time, Job job) {
  {
    std::scoped_lock const lock(mutex_);
    if (stopped_) return;
    bool const soonest = timers_.empty() || time < timers_.begin()->first;
    timers_.emplace(time, std::move(job));
    if (!soonest) return;
  }
  wake_.notify_one();
}

RunLoop::Job RunLoop::take_due(Timestamp now) {
  Job job;
  if (!jobs_.empty()) {
    job = std::move(jobs_.front());
    jobs_.pop_front();
  } else if (!timers_.empty() && timers_.begin()->first <= now) {
    job = std::move(timers_.begin()->second);
    timers_.erase(timers_.begin());
  }
  return job;
}

void RunLoop::tick() {
  while (true) {
    std::unique_lock lock(mutex_);
    Job const job = take_due(clock_.wall());
    lock.unlock();
    if (!job) return;
    job();
  }
}

void RunLoop::run() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    Timestamp const now = clock_.wall();
    if (Job job = take_due(now)) {
      lock.unlock();
      job();
      job = nullptr;  // what it holds goes without the lock
      lock.lock();
    } else if (timers_.empty()) {
      wake_.wait(lock);
    } else {
      wake_.wait_for(lock, std::min(timers_.begin()->first - now, kNapMax));
    }
  }
}

void RunLoop::stop() {
  std::deque<Job> dropped_jobs;
  std::multimap<Timestamp, Job> dropped_timers;
  {
    std::scoped_lock const lock(mutex_);
    stopped_ = true;
    dropped_jobs.swap(jobs_);
    dropped_timers.swap(timers_);
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace helio::asl
