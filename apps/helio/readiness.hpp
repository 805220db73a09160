// Readiness: whether this server can do its work now, and what is in the way where it cannot:
// models that are still being loaded, a database that takes no writes, a disk that is nearly full,
// a stop that has begun.
//
// Threads  callable from any. What was seen is good for a second, so that asking often costs
// nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::cli {

class Readiness {
 public:
  struct Sources {
    std::function<Result<void>()> write;  // a row, and back when it is on the disk
    std::function<Result<std::uint64_t>()> free_bytes;
    std::function<bool()> warm;  // the models; looked at each time
  };
  Readiness(Sources sources, std::uint64_t free_bytes_min, Clock const& clock);

  struct Seen {
    std::vector<std::string> faults;  // sentences; empty: ready
    bool database_writable = false;
    std::uint64_t free_bytes = 0;
  };
  [[nodiscard]] Seen look();
  void begin_stop();  // from now on it is not ready

 private:
  [[nodiscard]] Seen look_afresh() const;

  const Sources sources_;
  const std::uint64_t free_bytes_min_;
  Clock const& clock_;
  std::mutex mutex_;
  bool stopping_ = false;
  std::optional<Clock::Monotonic> seen_at_;
  Seen seen_;
};

}  // namespace helio::cli
