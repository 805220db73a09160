// Goal: GET /stats counts what was in the span of time and nothing else, and never costs without
// bound.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/rest_in_memory.hpp"
#include "base/timestamp.hpp"

namespace helio::api {
namespace {

class StatsTest : public testing::Test, protected RestInMemory {
 protected:
  void add(std::string const& id, results::Status status, std::chrono::seconds ago, double ms = 0) {
    results::Record record;
    record.image_id = id;
    record.status = status;
    record.created_at = record.updated_at = clock_.wall() - ago;
    if (ms > 0) record.timings_ms = {{"labels", ms}, {"odd", "x"}};
    ASSERT_TRUE(results_->put(record));
  }
  void run(std::string const& status, std::chrono::seconds ago, std::chrono::milliseconds took) {
    Execution execution = execution_;
    execution.status = status;
    execution.started_at = clock_.wall() - ago;
    if (status != "RUNNING") execution.stopped_at = execution.started_at + took;
    executions_.push_back(std::move(execution));
  }
};

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(StatsTest, CountsTheLastHour) {
  add("a", results::Status::completed, seconds(10), 20);
  add("b", results::Status::completed, seconds(20), 40);
  add("c", results::Status::failed, seconds(600));
  add("old", results::Status::completed, hours(2), 900);
  run("RUNNING", seconds(1), {});
  run("SUCCEEDED", seconds(10), milliseconds(100));
  run("FAILED", seconds(20), milliseconds(300));
  run("SUCCEEDED", hours(3), milliseconds(9'000));
  auto const got = ask("GET", "/stats");
  ASSERT_EQ(got.status, 200);
  auto const stats = got.json();
  EXPECT_EQ(stats["slice_s"], 60);
  EXPECT_EQ(stats["images"]["outcomes"], (Json{{"COMPLETED", 2}, {"FAILED", 1}}));
  EXPECT_EQ(stats["images"]["slices"].size(), 2U);
  EXPECT_EQ(stats["images"]["complete"], true);
  EXPECT_EQ(stats["steps_ms"]["labels"]["count"], 2);
  EXPECT_EQ(stats["steps_ms"]["labels"]["p50"], 20);
  EXPECT_EQ(stats["steps_ms"]["labels"]["p99"], 40);
  EXPECT_FALSE(stats["steps_ms"].contains("odd"));
  EXPECT_EQ(stats["executions"]["statuses"],
            (Json{{"FAILED", 1}, {"RUNNING", 1}, {"SUCCEEDED", 1}}));
  EXPECT_EQ(stats["executions"]["duration_ms"]["max"], 300);
  EXPECT_EQ(stats["executions"]["slices"][0]["duration_ms"]["count"], 2);
}

TEST_F(StatsTest, SlicesFitTheSpan) {
  struct Row {
    char const* from;
    int slice_s;
  };
  for (auto const& [from, slice_s] : {Row{"2026-11-24T23:00:00Z", 60},
                                      {"2026-11-24T00:00:00Z", 900},
                                      {"2026-11-18T00:00:00Z", 7'200},
                                      {"2025-11-25T00:00:00Z", 604'800}}) {
    auto const got = ask("GET", std::string("/stats?to=2026-11-25T00:00:00Z&from=") + from);
    EXPECT_EQ(got.json()["slice_s"], slice_s) << from;
    EXPECT_EQ(got.json()["executions"]["duration_ms"], (Json{{"count", 0}}));
  }
}

TEST_F(StatsTest, RefusesSpansThatAreNone) {
  struct Row {
    char const *target, *code;
  };
  for (auto const& [target, code] :
       {Row{"/stats?from=yesterday", "InvalidTimestamp"},
        {"/stats?to=2026-01-01", "InvalidTimestamp"},
        {"/stats?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "InvalidRequest"},
        {"/stats?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "InvalidRequest"},
        {"/stats?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "InvalidRequest"}}) {
    auto const got = ask("GET", target);
    EXPECT_EQ(got.status, 400) << target;
    EXPECT_EQ(got.code(), code) << target;
  }
}

// A list that never ends is looked at up to a bound, and the answer says so.
TEST_F(StatsTest, LooksAtTheNewestExecutionsOnly) {
  execution_.started_at = clock_.wall() - seconds(1);
  auto const stats = ask("GET", "/stats").json();
  EXPECT_EQ(stats["executions"]["complete"], false);
  EXPECT_EQ(stats["executions"]["statuses"]["RUNNING"], 20);
}

}  // namespace
}  // namespace helio::api
