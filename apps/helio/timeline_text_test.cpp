// Goal: the timeline shows where each state stood in time, whatever the history holds.
#include "helio/timeline_text.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::cli {
namespace {

Json entered(char const* name, char const* time) {
  return {{"type", "TaskStateEntered"}, {"time", time}, {"details", {{"name", name}}}};
}

Json exited(char const* name, char const* time) {
  return {{"type", "TaskStateExited"}, {"time", time}, {"details", {{"name", name}}}};
}

TEST(TimelineText, BarsStandWhereTheStatesRan) {
  Json const events = Json::array(
      {entered("One", "2026-01-01T00:00:00.000Z"), exited("One", "2026-01-01T00:00:00.050Z"),
       entered("Two", "2026-01-01T00:00:00.050Z"), exited("Two", "2026-01-01T00:00:00.100Z")});
  EXPECT_EQ(timeline_text(events, {.columns = 39}),
            "  One  ██████████               50 ms\n"
            "  Two            ██████████     50 ms\n");
}

TEST(TimelineText, SaysWhatFailedAndWhatHasNotEnded) {
  Json const events = Json::array({entered("One", "2026-01-01T00:00:00.000Z"),
                                   {{"type", "TaskFailed"},
                                    {"time", "2026-01-01T00:00:00.010Z"},
                                    {"details", {{"error", "ImageTooLarge"}}}}});
  auto const text = timeline_text(events, {});
  EXPECT_NE(text.find("not ended"), std::string::npos);
  EXPECT_NE(text.find("ImageTooLarge"), std::string::npos);
}

TEST(TimelineText, SurvivesAnything) {
  EXPECT_EQ(timeline_text(Json::array(), {}), "  no state has been entered yet\n");
  EXPECT_EQ(timeline_text(Json(), {}), "  no state has been entered yet\n");
  EXPECT_EQ(timeline_text(Json::array({1, nullptr, {{"type", 3}}, {{"time", "x"}}}), {}),
            "  no state has been entered yet\n");
}

}  // namespace
}  // namespace helio::cli
