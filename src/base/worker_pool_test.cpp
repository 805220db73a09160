#include "base/worker_pool.hpp"

#include <atomic>
#include <latch>

#include <gtest/gtest.h>

namespace helio {
namespace {

TEST(WorkerPool, RunsEverythingItAccepted) {
  std::atomic<int> done = 0;
  {
    WorkerPool pool({.name = "test", .threads = 3, .queue_max = 1000});
    for (int i = 0; i < 500; ++i) {
      ASSERT_TRUE(pool.submit([&done] { ++done; }));
    }
  }
  EXPECT_EQ(done, 500);
}

TEST(WorkerPool, RefusesPastItsBound) {
  std::latch release(1);
  std::latch running(1);
  WorkerPool pool({.name = "test", .threads = 1, .queue_max = 2});
  ASSERT_TRUE(pool.submit([&] {
    running.count_down();
    release.wait();
  }));
  running.wait();
  EXPECT_TRUE(pool.submit([] {}));
  EXPECT_TRUE(pool.submit([] {}));
  auto const refused = pool.submit([] {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().name, "QueueFull");
  release.count_down();
}

}  // namespace
}  // namespace helio
