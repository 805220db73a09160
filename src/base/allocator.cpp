#include "base/allocator.hpp"

#include <algorithm>
#include <cstdlib>
#include <thread>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace helio {

void return_freed_memory() {
#if defined(__GLIBC__)
  constexpr int kLargeBytes = 1 << 20;
  auto const set = [](char const* variable, int parameter, int value) {
    if (std::getenv(variable) == nullptr) ::mallopt(parameter, value);
  };
  auto const cores = static_cast<int>(std::thread::hardware_concurrency());
  set("MALLOC_ARENA_MAX", M_ARENA_MAX, std::max(2, cores));
  set("MALLOC_MMAP_THRESHOLD_", M_MMAP_THRESHOLD, kLargeBytes);
  set("MALLOC_TRIM_THRESHOLD_", M_TRIM_THRESHOLD, kLargeBytes);
#endif
}

}  // namespace helio
