// Activity: what happened to images over a span of time, in numbers; for dashboards.
//
// Bounds  kCountedMax records are counted and the times of kTimedMax are given, both the newest, so
//         that the answer costs the same however much there is.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <vector>

#include "results/record.hpp"

namespace helio::results {

inline constexpr int kCountedMax = 1'000'000;
inline constexpr int kTimedMax = 500;

struct ActivityQuery {
  Timestamp from, to;               // created_at in [from, to)
  std::chrono::milliseconds slice;  // > 0; the first begins at `from`

  [[nodiscard]] bool has(Timestamp time) const { return time >= from && time < to; }
  [[nodiscard]] Timestamp begin_of_slice(Timestamp time) const {
    return from + (time - from) / slice * slice;
  }
};

struct Slice {
  Timestamp begin;
  std::map<Status, std::int64_t> records;
};

struct Activity {
  std::vector<Slice> slices;     // those that have records, oldest first
  std::vector<Json> timings_ms;  // Record::timings_ms, newest first
  bool complete = true;          // false: there are more than were counted
};

}  // namespace helio::results
