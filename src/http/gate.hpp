// Gate: counts what is under way, so that a stop can wait for all of it. Callable from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace helio::http {

class Gate {
 public:
  // Held by whatever is counted.
  class Pass {
   public:
    explicit Pass(Gate& gate) : gate_(&gate) { gate.enter(); }
    ~Pass() {
      if (gate_ != nullptr) gate_->leave();
    }
    Pass(Pass&& other) noexcept : gate_(other.gate_) { other.gate_ = nullptr; }
    Pass& operator=(Pass&&) = delete;
    Pass(Pass const&) = delete;
    Pass& operator=(Pass const&) = delete;

   private:
    Gate* gate_;
  };

  [[nodiscard]] std::size_t count() const {
    std::scoped_lock const lock(mutex_);
    return count_;
  }
  void wait_empty() {
    std::unique_lock lock(mutex_);
    empty_.wait(lock, [this] { return count_ == 0; });
  }
  // False: the time was over first.
  [[nodiscard]] bool wait_empty_for(std::chrono::milliseconds time_max) {
    std::unique_lock lock(mutex_);
    return empty_.wait_for(lock, time_max, [this] { return count_ == 0; });
  }

 private:
  void enter() {
    std::scoped_lock const lock(mutex_);
    ++count_;
  }
  void leave() {
    std::scoped_lock const lock(mutex_);
    if (--count_ == 0) empty_.notify_all();
  }

  mutable std::mutex mutex_;
  std::condition_variable empty_;
  std::size_t count_ = 0;
};

}  // namespace helio::http
