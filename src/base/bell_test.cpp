// Goal: a listener is called while it listens, and never once another or nobody has taken its
// place.
#include "base/bell.hpp"

#include <atomic>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

namespace helio {
namespace {

TEST(Bell, RingsForWhoListensNow) {
  Bell bell;
  int first = 0;
  int second = 0;
  bell.ring();
  bell.listen([&first] { ++first; });
  bell.ring();
  bell.listen([&second] { ++second; });
  bell.ring();
  bell.listen({});
  bell.ring();
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 1);
}

TEST(Bell, ALeavingListenerMayBeDestroyedWhileOthersRing) {
  Bell bell;
  std::atomic<bool> ending = false;
  std::jthread const ringer([&] {
    while (!ending) bell.ring();
  });
  for (int i = 0; i < 1'000; ++i) {
    auto counted = std::make_unique<int>(0);
    bell.listen([target = counted.get()] { ++*target; });
    bell.listen({});
    counted.reset();
  }
  ending = true;
}

}  // namespace
}  // namespace helio
