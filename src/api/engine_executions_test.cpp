#include "api/engine_executions.hpp"

#include <gtest/gtest.h>

#include "asl/history.hpp"
#include "contract/engine_fixture.hpp"

namespace helio::api {
namespace {

TEST(EngineExecutions, ShowsARecordWithItsDataOrWithout) {
  asl::ExecutionRecord record;
  record.arn = "a";
  record.machine_arn = "m";
  record.name = "n";
  record.status = asl::Status::timed_out;
  record.started_at = Timestamp(std::chrono::seconds(1));
  record.stopped_at = Timestamp(std::chrono::seconds(2));
  record.input = R"({"key":"cat.jpg"})";
  record.error = "States.Timeout";
  auto const listed = shown(record, false);
  EXPECT_EQ(listed.arn, "a");
  EXPECT_EQ(listed.state_machine_arn, "m");
  EXPECT_EQ(listed.status, "TIMED_OUT");
  EXPECT_EQ(listed.stopped_at, record.stopped_at);
  EXPECT_TRUE(listed.input.is_null());
  EXPECT_FALSE(listed.error);
  auto const whole = shown(record, true);
  EXPECT_EQ(whole.input["key"], "cat.jpg");
  EXPECT_TRUE(whole.output.is_null());
  EXPECT_EQ(whole.error, "States.Timeout");
}

TEST(EngineExecutions, ShowsAnEventAsTheEngineWritesIt) {
  asl::HistoryEvent event;
  event.id = 3;
  event.previous_id = 2;
  event.time = Timestamp(std::chrono::milliseconds(1'795'593'600'123));
  event.type = asl::EventType::task_state_entered;
  event.name = "AnalyzeImage";
  auto const entry = shown(asl::to_json(event));
  EXPECT_EQ(entry.id, 3);
  EXPECT_EQ(entry.previous_id, 2);
  EXPECT_EQ(entry.time, event.time);
  EXPECT_EQ(entry.type, "TaskStateEntered");
  EXPECT_EQ(entry.details["name"], "AnalyzeImage");
  EXPECT_EQ(shown(Json("no object")).type, "");
}

class NamedExecutions : public asl::EngineTest {
 protected:
  std::string found(ExecutionQuery query) {
    query.name = "e";
    auto const page = executions_of(*engine_, *machines_).list(query);
    EXPECT_TRUE(page.has_value());
    std::string arns;
    if (!page) return arns;
    EXPECT_EQ(page->next, "");
    for (auto const& each : page->items) arns += each.arn.substr(each.arn.rfind("n:") + 2) + " ";
    return arns;
  }
};

TEST_F(NamedExecutions, AreFoundInEachMachineTheNewestFirst) {
  constexpr char const* kDefinition =
      R"({"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}})";
  for (auto const* machine : {"m2", "m1", "m3"}) {
    auto const arn = create(kDefinition, asl::MachineType::standard, machine);
    start({.machine_arn = arn, .name = machine == std::string("m3") ? "other" : "e"});
    clock_.advance(std::chrono::seconds(1));
  }
  EXPECT_EQ(found({}), "m1:e m2:e ");
  EXPECT_EQ(found({.limit = 1}), "m1:e ");
  EXPECT_EQ(found({.status = "FAILED"}), "");
}

}  // namespace
}  // namespace helio::api
