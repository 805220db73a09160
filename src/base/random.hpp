// Random: the only source of randomness, so that a test repeats a run from its seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>

namespace helio {

class Random {
 public:
  virtual ~Random() = default;
  // Fills all of `bytes`. Callable from any thread.
  virtual void fill(std::span<std::byte> bytes) = 0;

  // Evenly distributed in [0, 1).
  [[nodiscard]] double unit();
};

// The system's cryptographic generator: good for keys and tokens. Ends the program where the system
// cannot give randomness, since nothing safe can follow.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> bytes) override;
};

// For tests only: the same seed gives the same bytes.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::byte> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace helio
