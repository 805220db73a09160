// Goal: EventBridge's operations answer as EventBridge does; what the bus cannot do is refused.
#include "aws/events/operations.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/events/bus_in_memory.hpp"

namespace helio::aws::events {
namespace {

constexpr char const* kPattern = R"({"source":["cats"]})";
constexpr char const* kFunction = "arn:aws:lambda:eu-west-1:111122223333:function:f";

class EventOperations : public testing::Test, protected BusInMemory {
 protected:
  Json call(std::string_view operation, Json const& input) {
    auto const answer = service_.call(operation, input, caller_);
    if (!answer) return {{"error", answer.error().name}, {"message", answer.error().message}};
    return *answer;
  }
  std::string error(std::string_view operation, Json const& input) {
    return call(operation, input).value("error", "none");
  }
  void put_rule(std::string const& name, std::string const& bus = "default") {
    auto const answer =
        call("PutRule", {{"Name", name}, {"EventPattern", kPattern}, {"EventBusName", bus}});
    ASSERT_TRUE(answer.contains("RuleArn")) << answer;
  }
  static Json target(std::string const& id) { return {{"Id", id}, {"Arn", kFunction}}; }

  json::Service service_ = events_service(
      {*bus_, [](std::string_view arn) -> Result<void> {
         if (arn.find(":lambda:") != std::string_view::npos) return {};
         return fail(Errc::invalid_argument, "ValidationException", "No such target here.");
       }});
  Caller caller_ = Caller::inside("111122223333", "eu-west-1", "r");
};

TEST_F(EventOperations, RulesComeAndGo) {
  Json const rule = {{"Name", "r"},
                     {"EventPattern", kPattern},
                     {"Description", "cats"},
                     {"State", "DISABLED"},
                     {"RoleArn", "arn:aws:iam::111122223333:role/x"}};
  EXPECT_EQ(call("PutRule", rule),
            (Json{{"RuleArn", "arn:aws:events:eu-west-1:111122223333:rule/r"}}));
  Json want = rule;
  want["EventBusName"] = "default";
  want["Arn"] = "arn:aws:events:eu-west-1:111122223333:rule/r";
  EXPECT_EQ(Json(call("ListRules", Json::object())["Rules"][0]).dump().size(), want.dump().size());
  want["CreatedBy"] = "111122223333";
  auto const described = call("DescribeRule", {{"Name", "r"}});
  for (auto const& [name, value] : want.items()) EXPECT_EQ(described[name], value) << name;
  EXPECT_EQ(call("EnableRule", {{"Name", "r"}}), Json::object());
  EXPECT_EQ(call("DescribeRule", {{"Name", "r"}})["State"], "ENABLED");
  EXPECT_EQ(call("DisableRule", {{"Name", "r"}}), Json::object());
  EXPECT_EQ(call("DescribeRule", {{"Name", "r"}})["State"], "DISABLED");
  EXPECT_EQ(call("DeleteRule", {{"Name", "r"}}), Json::object());
  EXPECT_EQ(call("DeleteRule", {{"Name", "r"}}), Json::object());
  EXPECT_EQ(error("DescribeRule", {{"Name", "r"}}), "ResourceNotFoundException");
}

TEST_F(EventOperations, TargetsAreKeptWhenTheRuleIsPutAgain) {
  put_rule("r");
  Json second = target("2");
  second["Input"] = "{}";
  second["RoleArn"] = "arn:aws:iam::111122223333:role/x";
  EXPECT_EQ(call("PutTargets", {{"Rule", "r"}, {"Targets", {target("1"), second, target("3")}}}),
            (Json{{"FailedEntryCount", 0}, {"FailedEntries", Json::array()}}));
  put_rule("r");
  auto page = call("ListTargetsByRule", {{"Rule", "r"}, {"Limit", 2}});
  EXPECT_EQ(page["Targets"].size(), 2U);
  EXPECT_EQ(page["Targets"][1]["Input"], "{}");
  EXPECT_EQ(page["Targets"][1]["RoleArn"], "arn:aws:iam::111122223333:role/x");
  page = call("ListTargetsByRule", {{"Rule", "r"}, {"NextToken", page["NextToken"]}});
  EXPECT_EQ(page["Targets"][0]["Id"], "3");
  EXPECT_FALSE(page.contains("NextToken"));
  second.erase("Input");
  (void)call("PutTargets", {{"Rule", "r"}, {"Targets", Json::array({second})}});
  EXPECT_EQ(error("DeleteRule", {{"Name", "r"}}), "ValidationException");
  EXPECT_EQ(call("ListRuleNamesByTarget", {{"TargetArn", kFunction}}),
            (Json{{"RuleNames", Json::array({"r"})}}));
  (void)call("RemoveTargets", {{"Rule", "r"}, {"Ids", {"1", "3", "none"}}});
  auto const left = call("ListTargetsByRule", {{"Rule", "r"}})["Targets"];
  ASSERT_EQ(left.size(), 1U);
  EXPECT_FALSE(left[0].contains("Input"));
  EXPECT_FALSE(left[0].contains("RetryPolicy"));
  (void)call("RemoveTargets", {{"Rule", "r"}, {"Ids", {"2"}}});
  EXPECT_EQ(call("DeleteRule", {{"Name", "r"}}), Json::object());
}

TEST_F(EventOperations, BusesHaveTheirOwnRules) {
  EXPECT_EQ(call("CreateEventBus", {{"Name", "orders"}, {"Description", "d"}}),
            (Json{{"EventBusArn", "arn:aws:events:eu-west-1:111122223333:event-bus/orders"},
                  {"Description", "d"}}));
  EXPECT_EQ(error("CreateEventBus", {{"Name", "orders"}}), "ResourceAlreadyExistsException");
  put_rule("r", "arn:aws:events:eu-west-1:111122223333:event-bus/orders");
  EXPECT_EQ(call("DescribeRule", {{"Name", "r"}, {"EventBusName", "orders"}})["Arn"],
            "arn:aws:events:eu-west-1:111122223333:rule/orders/r");
  EXPECT_EQ(error("DescribeRule", {{"Name", "r"}}), "ResourceNotFoundException");
  auto page = call("ListEventBuses", {{"Limit", 1}});
  EXPECT_EQ(page["EventBuses"][0],
            (Json{{"Name", "default"},
                  {"Arn", "arn:aws:events:eu-west-1:111122223333:event-bus/default"}}));
  page = call("ListEventBuses", {{"NextToken", page["NextToken"]}});
  EXPECT_EQ(page["EventBuses"][0]["Name"], "orders");
  EXPECT_EQ(call("DescribeEventBus", {{"Name", "orders"}})["CreationTime"], 1'750'000'000.0);
  EXPECT_EQ(call("DescribeEventBus", Json::object())["Name"], "default");
  EXPECT_EQ(error("DeleteEventBus", {{"Name", "orders"}}), "ValidationException");
  (void)call("DeleteRule", {{"Name", "r"}, {"EventBusName", "orders"}});
  EXPECT_EQ(call("DeleteEventBus", {{"Name", "orders"}}), Json::object());
  EXPECT_EQ(error("DescribeEventBus", {{"Name", "orders"}}), "ResourceNotFoundException");
}

TEST_F(EventOperations, RulesByPage) {
  for (char const* name : {"b2", "a1", "b1", "b3"}) put_rule(name);
  auto page = call("ListRules", {{"NamePrefix", "b"}, {"Limit", 2}});
  EXPECT_EQ(page["Rules"].size(), 2U);
  page = call("ListRules", {{"NamePrefix", "b"}, {"Limit", 2}, {"NextToken", page["NextToken"]}});
  EXPECT_EQ(page["Rules"].size(), 1U);
  EXPECT_EQ(page["Rules"][0]["Name"], "b3");
  EXPECT_FALSE(page.contains("NextToken"));
}

TEST_F(EventOperations, ArchivesAndReplays) {
  std::string const bus = "arn:aws:events:eu-west-1:111122223333:event-bus/default";
  Json const archive = {{"ArchiveName", "a"},
                        {"EventSourceArn", bus},
                        {"EventPattern", kPattern},
                        {"RetentionDays", 7}};
  auto const made = call("CreateArchive", archive);
  EXPECT_EQ(made["ArchiveArn"], "arn:aws:events:eu-west-1:111122223333:archive/a");
  EXPECT_EQ(error("CreateArchive", archive), "ResourceAlreadyExistsException");
  (void)call("UpdateArchive", {{"ArchiveName", "a"}, {"Description", "d"}});
  auto const described = call("DescribeArchive", {{"ArchiveName", "a"}});
  EXPECT_EQ(described["RetentionDays"], 7);
  EXPECT_EQ(described["EventPattern"], kPattern);
  EXPECT_EQ(described["Description"], "d");
  EXPECT_EQ(call("ListArchives", {{"NamePrefix", "a"}})["Archives"].size(), 1U);

  put_rule("r");
  Json replay = {{"ReplayName", "again"},
                 {"EventSourceArn", made["ArchiveArn"]},
                 {"EventStartTime", 1'749'999'000},
                 {"EventEndTime", 1'750'000'001.5},
                 {"Destination",
                  {{"Arn", bus},
                   {"FilterArns", Json::array({"arn:aws:events:eu-west-1:111122223333:rule/r"})}}}};
  auto const started = call("StartReplay", replay);
  EXPECT_EQ(started["State"], "RUNNING") << started;
  EXPECT_EQ(error("StartReplay", replay), "ResourceAlreadyExistsException");
  auto const shown = call("DescribeReplay", {{"ReplayName", "again"}});
  EXPECT_EQ(shown["Destination"], replay["Destination"]);
  EXPECT_EQ(shown["EventEndTime"], 1'750'000'001.5);
  EXPECT_EQ(shown["EventSourceArn"], made["ArchiveArn"]);
  EXPECT_EQ(call("ListReplays", {{"State", "RUNNING"}})["Replays"].size(), 1U);
  EXPECT_EQ(call("CancelReplay", {{"ReplayName", "again"}})["State"], "CANCELLED");
  EXPECT_EQ(error("CancelReplay", {{"ReplayName", "again"}}), "IllegalStatusException");
  EXPECT_TRUE(call("ListReplays", {{"State", "RUNNING"}})["Replays"].empty());
  EXPECT_EQ(call("DeleteArchive", {{"ArchiveName", "a"}}), Json::object());
  EXPECT_EQ(error("DeleteArchive", {{"ArchiveName", "a"}}), "ResourceNotFoundException");
}

TEST_F(EventOperations, PatternsAreTested) {
  std::string const event = R"({"id":"1","account":"1","source":"cats","time":"t","region":"r",
                               "resources":[],"detail-type":"x","detail":{"a":1}})";
  EXPECT_EQ(call("TestEventPattern", {{"EventPattern", kPattern}, {"Event", event}}),
            (Json{{"Result", true}}));
  EXPECT_EQ(
      call("TestEventPattern", {{"EventPattern", R"({"detail":{"a":[2]}})"}, {"Event", event}}),
      (Json{{"Result", false}}));
  EXPECT_EQ(error("TestEventPattern", {{"EventPattern", "{}"}, {"Event", event}}),
            "InvalidEventPatternException");
  for (char const* bad : {"[]", "{", "{\"source\":\"cats\"}"}) {
    EXPECT_EQ(error("TestEventPattern", {{"EventPattern", kPattern}, {"Event", bad}}),
              "ValidationException");
  }
}

TEST_F(EventOperations, EventsArePut) {
  auto const answer =
      call("PutEvents",
           {{"Entries", Json::array({{{"Source", "a"}, {"DetailType", "b"}, {"Detail", "{}"}}})}});
  EXPECT_EQ(answer["FailedEntryCount"], 0);
  EXPECT_EQ(store_.unrouted(10)->size(), 1U);
}

TEST_F(EventOperations, Refusals) {
  put_rule("r");
  std::string const invalid = "ValidationException";
  std::string const missing = "ResourceNotFoundException";
  struct Row {
    char const* operation;
    Json input;
    std::string want;
  };
  Json const here = {{"Name", "x"}, {"EventPattern", kPattern}};
  auto const with = [](Json all, Json const& more) {
    all.update(more);
    return all;
  };
  auto const put = [&with](Json const& more) {
    return Json{{"Rule", "r"}, {"Targets", Json::array({with(target("1"), more)})}};
  };
  std::string const bus = "arn:aws:events:eu-west-1:111122223333:event-bus/";
  Json const replay = {{"ReplayName", "p"},
                       {"EventSourceArn", "arn:aws:events:eu-west-1:111122223333:archive/default"},
                       {"EventStartTime", 1},
                       {"EventEndTime", 2},
                       {"Destination", {{"Arn", bus + "default"}}}};
  Row const rows[] = {
      {"PutRule", {{"Name", "x"}}, invalid},
      {"PutRule", with(here, {{"ScheduleExpression", "rate(1 minute)"}}), invalid},
      {"PutRule", with(here, {{"Tags", {{{"Key", "a"}, {"Value", "b"}}}}}), invalid},
      {"PutRule", with(here, {{"EventBusName", "none"}}), missing},
      {"PutRule", with(here, {{"Name", "a b"}}), invalid},
      {"PutRule", with(here, {{"EventPattern", "{\"a\":1}"}}), "InvalidEventPatternException"},
      {"EnableRule", {{"Name", "none"}}, missing},
      {"PutTargets", with(put(Json::object()), {{"Rule", "none"}}), missing},
      {"PutTargets", put({{"Arn", "arn:aws:sqs:us-east-1:1:q"}}), invalid},
      {"PutTargets", put({{"SqsParameters", {{"MessageGroupId", "a"}}}}), invalid},
      {"PutTargets", put({{"Input", "{"}}), invalid},
      {"PutTargets", put({{"Input", "{}"}, {"InputPath", "$.detail"}}), invalid},
      {"RemoveTargets", {{"Rule", "none"}, {"Ids", {"1"}}}, missing},
      {"CreateEventBus", {{"Name", "b"}, {"KmsKeyIdentifier", "k"}}, invalid},
      {"CreateEventBus", {{"Name", "a/b"}}, invalid},
      {"DeleteEventBus", {{"Name", "default"}}, invalid},
      {"CreateArchive", {{"ArchiveName", "a"}, {"EventSourceArn", bus + "none"}}, missing},
      {"CreateArchive", {{"ArchiveName", "a"}, {"EventSourceArn", "default"}}, invalid},
      {"UpdateArchive", {{"ArchiveName", "none"}}, missing},
      {"DescribeArchive", {{"ArchiveName", "none"}}, missing},
      {"ListArchives", {{"NamePrefix", "a"}, {"State", "ENABLED"}}, invalid},
      {"CreateArchive",
       {{"ArchiveName", "a"},
        {"EventSourceArn", bus + "default"},
        {"RetentionDays", 4'294'967'297}},
       invalid},
      {"UpdateArchive", {{"ArchiveName", "default"}, {"RetentionDays", 1e300}}, invalid},
      {"StartReplay", with(replay, {{"EventEndTime", 0}}), invalid},
      {"StartReplay", with(replay, {{"EventStartTime", "yesterday"}}), "SerializationException"},
      {"StartReplay", with(replay, {{"Destination", {{"Arn", bus + "x"}}}}), invalid},
      {"StartReplay",
       with(replay, {{"EventSourceArn", "arn:aws:events:eu-west-1:111122223333:archive/no"}}),
       missing},
      {"DescribeReplay", {{"ReplayName", "none"}}, missing},
      {"CancelReplay", {{"ReplayName", "none"}}, missing},
      {"PutEvents", {{"Entries", Json::array()}}, invalid},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(error(row.operation, row.input), row.want) << row.operation << row.input;
  }
}

}  // namespace
}  // namespace helio::aws::events
