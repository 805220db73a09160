// ManualClock: time that moves only when a test says so. Thread-safe.
#pragma once

#include <chrono>
#include <mutex>

#include "base/clock.hpp"

namespace helio {

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp wall = Timestamp(std::chrono::seconds(1'750'000'000)))
      : wall_(wall) {}

  [[nodiscard]] Monotonic now() const noexcept override {
    std::scoped_lock const lock(mutex_);
    return now_;
  }
  [[nodiscard]] Timestamp wall() const noexcept override {
    std::scoped_lock const lock(mutex_);
    return wall_;
  }
  void advance(std::chrono::milliseconds by) {
    std::scoped_lock const lock(mutex_);
    now_ += by;
    wall_ += by;
  }

 private:
  mutable std::mutex mutex_;
  Monotonic now_{std::chrono::hours(1)};
  Timestamp wall_;
};

}  // namespace helio
