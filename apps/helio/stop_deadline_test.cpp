// Goal: a stop in time gives nothing up; one that hangs is given up once, with what is left.
#include "helio/stop_deadline.hpp"

#include <future>

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

TEST(StopDeadline, InTimeGivesNothingUp) {
  bool given_up = false;
  {
    StopDeadline deadline([&](std::size_t) { given_up = true; });
    deadline.begin(std::chrono::hours(1), [] { return 1; });
    deadline.left_for_good(2);
  }
  {
    StopDeadline const never_begun([&](std::size_t) { given_up = true; });
  }
  EXPECT_FALSE(given_up);
}

TEST(StopDeadline, AStopThatHangsIsGivenUp) {
  std::promise<std::size_t> given_up;
  StopDeadline deadline([&](std::size_t left) { given_up.set_value(left); });
  deadline.begin(std::chrono::milliseconds(0), [] { return 7; });
  EXPECT_EQ(given_up.get_future().get(), 7U);
}

}  // namespace
}  // namespace helio::cli
