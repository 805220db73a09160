// Goal: CloudWatch Logs' operations answer as CloudWatch does, with its names and limits.
#include "aws/logs/operations.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/manual_clock.hpp"
#include "logs/memory_log_store.hpp"

namespace helio::aws::logs {
namespace {

class LogOperations : public testing::Test {
 protected:
  Json call(std::string_view operation, Json const& input) {
    auto const answer = service_.call(operation, input, caller_);
    if (!answer) return {{"error", answer.error().name}, {"message", answer.error().message}};
    return *answer;
  }
  // The group "/g" and its stream "s".
  void make() {
    EXPECT_EQ(call("CreateLogGroup", {{"logGroupName", "/g"}}), Json::object());
    make_stream("s");
  }
  void make_stream(std::string const& name) {
    EXPECT_EQ(call("CreateLogStream", {{"logGroupName", "/g"}, {"logStreamName", name}}),
              Json::object());
  }
  // `at`: seconds from now.
  Json put(std::string const& stream, std::vector<std::pair<int, std::string>> const& events) {
    Json list = Json::array();
    for (auto const& [at, message] : events) {
      list.push_back({{"timestamp", now_ + at * 1000}, {"message", message}});
    }
    return call("PutLogEvents",
                {{"logGroupName", "/g"}, {"logStreamName", stream}, {"logEvents", list}});
  }
  static std::string texts(Json const& list, char const* member) {
    std::string all;
    for (Json const& one : list) all += one[member].get<std::string>() + " ";
    return all;
  }

  ManualClock clock_;
  std::int64_t now_ = clock_.wall().time_since_epoch().count();
  helio::logs::MemoryLogStore store_{clock_};
  json::Service service_ = logs_service({store_, store_, clock_});
  Caller caller_ = Caller::inside("111122223333", "eu-west-1", "r");
};

TEST_F(LogOperations, GroupsAreDescribed) {
  for (char const* name : {"/aws/b", "/aws/a", "/x/aws"}) {
    (void)call("CreateLogGroup", {{"logGroupName", name}});
  }
  (void)call("PutRetentionPolicy", {{"logGroupName", "/aws/a"}, {"retentionInDays", 14}});
  EXPECT_EQ(call("DescribeLogGroups", {{"logGroupNamePrefix", "/aws/a"}}),
            (Json{{"logGroups",
                   {{{"logGroupName", "/aws/a"},
                     {"creationTime", now_},
                     {"metricFilterCount", 0},
                     {"arn", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/a:*"},
                     {"storedBytes", 0},
                     {"logGroupClass", "STANDARD"},
                     {"logGroupArn", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/a"},
                     {"retentionInDays", 14}}}}}));
  auto page = call("DescribeLogGroups", {{"limit", 2}});
  EXPECT_EQ(texts(page["logGroups"], "logGroupName"), "/aws/a /aws/b ");
  page = call("DescribeLogGroups", {{"limit", 2}, {"nextToken", page["nextToken"]}});
  EXPECT_EQ(texts(page["logGroups"], "logGroupName"), "/x/aws ");
  EXPECT_FALSE(page.contains("nextToken"));
  page = call("DescribeLogGroups", {{"limit", 3}});
  EXPECT_FALSE(page.contains("nextToken"));
  page = call("DescribeLogGroups", {{"logGroupNamePattern", "/aws"}, {"limit", 1}});
  EXPECT_EQ(page["logGroups"].size(), 1U);
  EXPECT_EQ(call("DescribeLogGroups", {{"logGroupNamePrefix", "a"}, {"logGroupNamePattern", "b"}})
                .at("error"),
            "InvalidParameterException");
  (void)call("DeleteRetentionPolicy", {{"logGroupName", "/aws/a"}});
  (void)call("DeleteLogGroup", {{"logGroupName", "/aws/b"}});
  page = call("DescribeLogGroups", {{"logGroupNamePrefix", "/aws"}});
  EXPECT_EQ(texts(page["logGroups"], "logGroupName"), "/aws/a ");
  EXPECT_FALSE(page["logGroups"][0].contains("retentionInDays"));
}

TEST_F(LogOperations, StreamsAreDescribed) {
  make();
  for (char const* name : {"a", "b", "c"}) make_stream(name);
  (void)put("b", {{1, "x"}});
  (void)put("a", {{2, "x"}, {3, "x"}});
  auto const list = [this](Json input) {
    input["logGroupIdentifier"] = "arn:aws:logs:eu-west-1:111122223333:log-group:/g";
    input["limit"] = 2;
    std::string all;
    while (true) {
      auto const page = call("DescribeLogStreams", input);
      all += texts(page.value("logStreams", Json::array()), "logStreamName");
      if (!page.contains("nextToken")) return all;
      input["nextToken"] = page["nextToken"];
    }
  };
  EXPECT_EQ(list(Json::object()), "a b c s ");
  EXPECT_EQ(list({{"descending", true}}), "s c b a ");
  EXPECT_EQ(list({{"orderBy", "LastEventTime"}}), "c s b a ");
  EXPECT_EQ(list({{"orderBy", "LastEventTime"}, {"descending", true}}), "a b s c ");
  auto const one =
      call("DescribeLogStreams", {{"logGroupName", "/g"}, {"logStreamNamePrefix", "a"}});
  EXPECT_EQ(one["logStreams"],
            (Json::array({{{"logStreamName", "a"},
                           {"creationTime", now_},
                           {"firstEventTimestamp", now_ + 2000},
                           {"lastEventTimestamp", now_ + 3000},
                           {"lastIngestionTime", now_},
                           {"arn", "arn:aws:logs:eu-west-1:111122223333:log-group:/g:log-stream:a"},
                           {"storedBytes", 0}}})));
}

TEST_F(LogOperations, AStreamIsReadByTokens) {
  make();
  (void)put("s", {{1, "a"}, {2, "b"}, {3, "c"}});
  Json input = {{"logGroupName", "/g"}, {"logStreamName", "s"}, {"limit", 2}};
  auto page = call("GetLogEvents", input);
  EXPECT_EQ(texts(page["events"], "message"), "b c ");
  EXPECT_EQ(page["events"][0],
            (Json{{"timestamp", now_ + 2000}, {"message", "b"}, {"ingestionTime", now_}}));
  input["nextToken"] = page["nextBackwardToken"];
  EXPECT_TRUE(page["nextBackwardToken"].get<std::string>().starts_with("b/"));
  EXPECT_EQ(texts(call("GetLogEvents", input)["events"], "message"), "a ");
  input["nextToken"] = page["nextForwardToken"];
  EXPECT_TRUE(page["nextForwardToken"].get<std::string>().starts_with("f/"));
  auto const end = call("GetLogEvents", input);
  EXPECT_TRUE(end["events"].empty());
  EXPECT_EQ(end["nextForwardToken"], page["nextForwardToken"]);
  input.erase("nextToken");
  input["startFromHead"] = true;
  EXPECT_EQ(texts(call("GetLogEvents", input)["events"], "message"), "a b ");
  input["startTime"] = now_ + 2000;
  input["endTime"] = now_ + 3000;
  EXPECT_EQ(texts(call("GetLogEvents", input)["events"], "message"), "b ");
}

TEST_F(LogOperations, AGroupIsFiltered) {
  make();
  make_stream("t");
  (void)put("s", {{1, R"({"n":1})"}, {3, R"({"n":3})"}});
  (void)put("t", {{2, R"({"n":2})"}});
  auto const filter = [this](Json input) {
    input["logGroupName"] = "/g";
    input["interleaved"] = true;
    return call("FilterLogEvents", input);
  };
  auto const page = filter({{"filterPattern", "{ $.n < 3 }"}, {"limit", 1}});
  EXPECT_EQ(page["events"].size(), 1U);
  EXPECT_EQ(page["events"][0]["logStreamName"], "s");
  EXPECT_EQ(page["events"][0]["eventId"].get<std::string>().size(), 56U);
  EXPECT_EQ(page["searchedLogStreams"], Json::array());
  auto const rest = filter({{"filterPattern", "{ $.n < 3 }"}, {"nextToken", page["nextToken"]}});
  EXPECT_EQ(texts(rest["events"], "message"), "{\"n\":2} ");
  EXPECT_FALSE(rest.contains("nextToken"));
  EXPECT_EQ(filter({{"logStreamNames", {"s"}}})["events"].size(), 2U);
  EXPECT_EQ(filter({{"startTime", now_ + 2000}, {"endTime", now_ + 3000}})["events"].size(), 2U);
  EXPECT_EQ(filter({{"endTime", 9'223'372'036'854'775'807}})["events"].size(), 3U);
}

TEST_F(LogOperations, WhatIsPutMayBePartlyRejected) {
  make();
  constexpr int kDay = 86'400;
  EXPECT_FALSE(put("s", {{0, "a"}}).contains("rejectedLogEventsInfo"));
  EXPECT_EQ(put("s", {{-14 * kDay - 1, "x"}, {-14 * kDay + 1, "y"}})["rejectedLogEventsInfo"],
            (Json{{"tooOldLogEventEndIndex", 1}}));
  EXPECT_EQ(put("s", {{0, "b"}, {7'200, "c"}, {7'201, "z"}})["rejectedLogEventsInfo"],
            (Json{{"tooNewLogEventStartIndex", 2}}));
  (void)call("PutRetentionPolicy", {{"logGroupName", "/g"}, {"retentionInDays", 1}});
  EXPECT_EQ(put("s", {{-kDay - 1, "x"}, {-1, "d"}})["rejectedLogEventsInfo"],
            (Json{{"expiredLogEventEndIndex", 1}}));
  EXPECT_EQ(texts(call("FilterLogEvents", {{"logGroupName", "/g"}})["events"], "message"),
            "y d a b c ");
}

TEST_F(LogOperations, Refusals) {
  make();
  std::string const invalid = "InvalidParameterException";
  std::string const missing = "ResourceNotFoundException";
  struct Row {
    char const* operation;
    Json input;
    std::string want;
  };
  Json const here = {{"logGroupName", "/g"}, {"logStreamName", "s"}};
  auto const with = [&here](Json more) {
    Json all = here;
    all.update(more);
    return all;
  };
  Row const rows[] = {
      {"CreateLogGroup", {{"logGroupName", "/g"}}, "ResourceAlreadyExistsException"},
      {"CreateLogGroup", {{"logGroupName", "a b"}}, invalid},
      {"CreateLogGroup", {{"logGroupName", "/h"}, {"kmsKeyId", "k"}}, invalid},
      {"CreateLogGroup", {{"logGroupName", "/h"}, {"logGroupClass", "DELIVERY"}}, invalid},
      {"CreateLogStream", here, "ResourceAlreadyExistsException"},
      {"CreateLogStream", {{"logGroupName", "/none"}, {"logStreamName", "s"}}, missing},
      {"DeleteLogStream", with({{"logStreamName", "none"}}), missing},
      {"DeleteLogGroup", {{"logGroupName", "/none"}}, missing},
      {"PutRetentionPolicy", {{"logGroupName", "/g"}, {"retentionInDays", 2}}, invalid},
      {"PutRetentionPolicy", {{"logGroupName", "/g"}}, invalid},
      {"PutRetentionPolicy", {{"logGroupName", "/g"}, {"retentionInDays", 4'294'967'303}}, invalid},
      {"PutRetentionPolicy", {{"logGroupName", "/g"}, {"retentionInDays", 1e300}}, invalid},
      {"GetLogEvents", {{"logStreamName", "s"}}, invalid},
      {"GetLogEvents", with({{"logGroupIdentifier", "/g"}}), invalid},
      {"GetLogEvents", with({{"logStreamName", "none"}}), missing},
      {"GetLogEvents", with({{"limit", 0}}), invalid},
      {"GetLogEvents", with({{"limit", 10'001}}), invalid},
      {"GetLogEvents", with({{"limit", "1"}}), "SerializationException"},
      {"GetLogEvents", with({{"nextToken", "f/1"}}), invalid},
      {"FilterLogEvents", {{"logGroupName", "/none"}}, missing},
      {"FilterLogEvents", {{"logGroupName", "/g"}, {"filterPattern", "{ $.a }"}}, invalid},
      {"FilterLogEvents", {{"logGroupName", "/g"}, {"startFromHead", false}}, invalid},
      {"FilterLogEvents", {{"logGroupName", "/g"}, {"nextToken", "x"}}, invalid},
      {"FilterLogEvents",
       {{"logGroupName", "/g"}, {"logStreamNames", {"s"}}, {"logStreamNamePrefix", "s"}},
       invalid},
      {"FilterLogEvents", {{"logGroupIdentifier", "arn:aws:s3:::x"}}, invalid},
      {"DescribeLogStreams",
       {{"logGroupName", "/g"}, {"orderBy", "LastEventTime"}, {"logStreamNamePrefix", "s"}},
       invalid},
      {"DescribeLogStreams", {{"logGroupName", "/g"}, {"nextToken", "x"}}, invalid},
      {"DescribeLogStreams", {{"logGroupName", "/g"}, {"nextToken", "x:y"}}, invalid},
      {"DescribeLogStreams", {{"logGroupName", "/g"}, {"nextToken", "12"}}, invalid},
      {"DescribeLogStreams", {{"logGroupName", "/g"}, {"nextToken", "1x:y"}}, invalid},
  };
  for (Row const& row : rows) {
    auto const answer = call(row.operation, row.input);
    EXPECT_EQ(answer.value("error", "none"), row.want)
        << row.operation << row.input.dump().substr(0, 200) << answer.dump();
  }
}

TEST_F(LogOperations, PutsThatAreRefused) {
  make();
  std::string const quarter(262'144, 'x');
  struct Row {
    std::string stream;
    std::vector<std::pair<int, std::string>> events;
    std::string want;
  };
  Row const rows[] = {
      {"s", {}, "InvalidParameterException"},
      {"s", {{0, ""}}, "InvalidParameterException"},
      {"s", {{1, "b"}, {0, "a"}}, "InvalidParameterException"},
      {"s", {{-86'401, "a"}, {0, "b"}}, "InvalidParameterException"},
      {"s", {{0, quarter + "x"}}, "InvalidParameterException"},
      {"s", {{0, quarter}, {0, quarter}, {0, quarter}, {0, quarter}}, "InvalidParameterException"},
      {"none", {{0, "a"}}, "ResourceNotFoundException"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(put(row.stream, row.events).value("error", "none"), row.want);
  }
  EXPECT_TRUE(call("FilterLogEvents", {{"logGroupName", "/g"}})["events"].empty());
}

}  // namespace
}  // namespace helio::aws::logs
