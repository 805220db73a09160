// WorkBudget: how much one evaluation may still visit, copy or make, so that a small template over
// a large input cannot cost unbounded memory. A value costs one; long texts cost by their length.
#pragma once

#include <cstddef>

namespace helio::asl {

inline constexpr std::size_t kEvaluationWorkMax = 2'000'000;
inline constexpr std::size_t kTextBytesPerWork = 32;

struct WorkBudget {
  std::size_t left = kEvaluationWorkMax;

  // False, and nothing is spent, where less is left.
  [[nodiscard]] bool spend(std::size_t work) noexcept {
    if (work > left) return false;
    left -= work;
    return true;
  }
};

}  // namespace helio::asl
