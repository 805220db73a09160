// Goal: no more than so many at a time, no more than so many waiting.
#include "aws/rekognition/turnstile.hpp"

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace helio::aws::rekognition {
namespace {

TEST(Turnstile, RefusesWhoWouldWaitTooLong) {
  Turnstile turnstile({.at_a_time = 1, .waiting_max = 0});
  std::optional<Turnstile::Turn> turn(turnstile.enter().value());
  auto const refused = turnstile.enter();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().name, "ProvisionedThroughputExceededException");
  turn.reset();
  EXPECT_TRUE(turnstile.enter());
}

TEST(Turnstile, LetsNoMoreInThanItSays) {
  Turnstile turnstile({.at_a_time = 2, .waiting_max = 8});
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::atomic<int> passed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 100; ++round) {
        auto const turn = turnstile.enter();
        if (!turn) continue;
        int const now = ++inside;
        int seen = most;
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        ++passed;
        --inside;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(passed, 800);
  EXPECT_LE(most, 2);
}

}  // namespace
}  // namespace helio::aws::rekognition
