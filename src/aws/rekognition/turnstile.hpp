// Turnstile: so many pictures at a time; some more wait, and the rest are told to come back.
//
// Errors   exhausted "ProvisionedThroughputExceededException" past `waiting_max`.
// Threads  enter() from any number of threads; it blocks while it waits. The turnstile outlives its
//          turns.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

#include "base/result.hpp"

namespace helio::aws::rekognition {

class Turnstile {
 public:
  struct Options {
    std::size_t at_a_time = 2;
    std::size_t waiting_max = 8;
  };

  // Ends when it is destroyed.
  class Turn {
   public:
    explicit Turn(Turnstile& turnstile) : turnstile_(&turnstile) {}
    Turn(Turn&& other) noexcept : turnstile_(std::exchange(other.turnstile_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn();

   private:
    Turnstile* turnstile_;
  };

  explicit Turnstile(Options options) : options_(options) {}

  [[nodiscard]] Result<Turn> enter();

 private:
  const Options options_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::size_t inside_ = 0, waiting_ = 0;
};

}  // namespace helio::aws::rekognition
