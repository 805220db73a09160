#include "helio/in_order.hpp"

#include <atomic>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

std::vector<std::size_t> run(std::size_t count, std::size_t ahead_max, std::size_t stop_after,
                             std::atomic<std::size_t>& worked, std::size_t queue_max = 64) {
  WorkerPool pool({.name = "test", .threads = 3, .queue_max = queue_max});
  std::vector<std::size_t> taken;
  in_order<std::size_t>(
      pool, count, ahead_max,
      [&](std::size_t job) {
        ++worked;
        return job * job;
      },
      [&](std::size_t job, std::size_t result) {
        EXPECT_EQ(result, job * job);
        taken.push_back(job);
        return taken.size() < stop_after;
      });
  return taken;
}

TEST(InOrder, TakesEveryResultOnceInOrder) {
  std::atomic<std::size_t> worked = 0;
  std::vector<std::size_t> want(200);
  std::iota(want.begin(), want.end(), std::size_t{0});
  EXPECT_EQ(run(200, 8, 1000, worked), want);
  EXPECT_EQ(worked, 200U);
}

TEST(InOrder, EdgesTable) {
  struct Row {
    char const* name;
    std::size_t count, ahead_max, queue_max;
  };
  Row const rows[] = {{"nothing", 0, 4, 64},
                      {"one", 1, 4, 64},
                      {"no look-ahead", 9, 1, 64},
                      {"a pool with too little room", 50, 20, 1}};
  for (Row const& row : rows) {
    std::atomic<std::size_t> worked = 0;
    EXPECT_EQ(run(row.count, row.ahead_max, 1000, worked, row.queue_max).size(), row.count)
        << row.name;
  }
}

TEST(InOrder, StopsWhenTakeSaysSo) {
  std::atomic<std::size_t> worked = 0;
  EXPECT_EQ(run(1000, 4, 10, worked).size(), 10U);
  EXPECT_LE(worked, 10U + 4U);
}

}  // namespace
}  // namespace helio::cli
