// Clock: the only source of time, so that tests move it by hand and nothing sleeps.
#pragma once

#include <chrono>

namespace helio {

// A moment of the calendar, UTC, in milliseconds: what is stored, shown and sent.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
 public:
  using Monotonic = std::chrono::steady_clock::time_point;

  virtual ~Clock() = default;
  // For durations and deadlines; never goes back. Callable from any thread.
  [[nodiscard]] virtual Monotonic now() const noexcept = 0;
  // The time of day, for what is stored or sent; may jump when the machine's clock is set.
  [[nodiscard]] virtual Timestamp wall() const noexcept = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Monotonic now() const noexcept override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] Timestamp wall() const noexcept override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
};

// Milliseconds from `start` to `end`, with fractions.
[[nodiscard]] inline double elapsed_ms(Clock::Monotonic start, Clock::Monotonic end) noexcept {
  return std::chrono::duration<double, std::milli>(end - start).count();
}

}  // namespace helio
