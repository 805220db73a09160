#include "api/bus_replays.hpp"

#include <gtest/gtest.h>

namespace helio::api {
namespace {

TEST(BusReplays, ShowsWhatHasHappenedOnly) {
  events::Replay replay;
  replay.name = "r";
  replay.rules = {"a"};
  replay.started = Timestamp(std::chrono::seconds(1));
  auto const running = shown(replay);
  EXPECT_EQ(running.name, "r");
  EXPECT_EQ(running.state, "RUNNING");
  EXPECT_EQ(running.rules, std::vector<std::string>{"a"});
  EXPECT_EQ(running.started_at, replay.started);
  EXPECT_FALSE(running.ended_at);
  EXPECT_FALSE(running.last_replayed_at);
  replay.state = events::Replay::State::completed;
  replay.ended = replay.last_replayed = Timestamp(std::chrono::seconds(2));
  auto const ended = shown(replay);
  EXPECT_EQ(ended.state, "COMPLETED");
  EXPECT_EQ(ended.ended_at, replay.ended);
  EXPECT_EQ(ended.last_replayed_at, replay.last_replayed);
}

}  // namespace
}  // namespace helio::api
