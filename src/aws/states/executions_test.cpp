// Goal: executions are started, told of, stopped and answered as Step Functions does.
#include "contract/states_fixture.hpp"

namespace helio::aws::states {
namespace {

using Executions = StatesInMemory;

constexpr char const* kExecution = "arn:aws:states:us-east-1:000000000000:execution:m:none";

TEST_F(Executions, ToTheirEnd) {
  std::string const machine = create("m");
  std::string const arn = start(machine, "x", R"({"a": 1})");
  EXPECT_EQ(arn, "arn:aws:states:us-east-1:000000000000:execution:m:x");
  EXPECT_EQ(ended(arn), "SUCCEEDED");
  auto const told = answer("DescribeExecution", {{"executionArn", arn}});
  EXPECT_EQ(told["input"], R"({"a": 1})");
  EXPECT_EQ(told["output"], R"({"a":1})");
  EXPECT_EQ(told["redriveStatus"], "NOT_REDRIVABLE");
  auto const metadata =
      answer("DescribeExecution", {{"executionArn", arn}, {"includedData", "METADATA_ONLY"}});
  EXPECT_FALSE(metadata.contains("input") || metadata.contains("output"));
  auto const listed = answer("ListExecutions", {{"stateMachineArn", machine}})["executions"];
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0]["status"], "SUCCEEDED");
}

TEST_F(Executions, TheSameStartTwice) {
  std::string const machine = create("m", kToken);
  std::string const arn = start(machine, "x", "1");
  EXPECT_EQ(start(machine, "x", "1"), arn);
  Json again = {{"stateMachineArn", machine}, {"name", "x"}, {"input", "2"}};
  EXPECT_EQ(error("StartExecution", again), "ExecutionAlreadyExists");
  answer("StopExecution", {{"executionArn", arn}, {"error", "E"}, {"cause", "by hand"}});
  EXPECT_EQ(ended(arn), "ABORTED");
  EXPECT_EQ(answer("DescribeExecution", {{"executionArn", arn}})["cause"], "by hand");
  again["input"] = "1";
  EXPECT_EQ(error("StartExecution", again), "ExecutionAlreadyExists");
}

TEST_F(Executions, WhatIsRefused) {
  std::string const machine = create("m");
  std::string const express = create("e", kPass, "EXPRESS");
  struct Row {
    char const *operation, *error;
    Json input;
  };
  Row const rows[] = {
      {"StartExecution", "StateMachineDoesNotExist", {{"stateMachineArn", machine + "x"}}},
      {"StartExecution", "InvalidArn", {{"stateMachineArn", "m"}}},
      {"StartExecution", "InvalidName", {{"stateMachineArn", machine}, {"name", "a b"}}},
      {"StartExecution", "InvalidExecutionInput", {{"stateMachineArn", machine}, {"input", "{"}}},
      {"StartExecution", "ValidationException", Json::object()},
      {"StartSyncExecution", "StateMachineTypeNotSupported", {{"stateMachineArn", machine}}},
      {"ListExecutions", "StateMachineDoesNotExist", {{"stateMachineArn", machine + "x"}}},
      {"ListExecutions", "StateMachineTypeNotSupported", {{"stateMachineArn", express}}},
      {"ListExecutions", "ValidationException", Json::object()},
      {"ListExecutions",
       "ValidationException",
       {{"stateMachineArn", machine}, {"redriveFilter", "REDRIVEN"}}},
      {"ListExecutions", "ResourceNotFound", {{"mapRunArn", machine}}},
      {"ListExecutions", "InvalidToken", {{"stateMachineArn", machine}, {"nextToken", "x"}}},
      {"ListExecutions",
       "ValidationException",
       {{"stateMachineArn", machine}, {"statusFilter", "DONE"}}},
      {"DescribeExecution", "ExecutionDoesNotExist", {{"executionArn", kExecution}}},
      {"DescribeExecution", "InvalidArn", {{"executionArn", machine}}},
      {"DescribeStateMachineForExecution", "ExecutionDoesNotExist", {{"executionArn", kExecution}}},
      {"StopExecution", "ExecutionDoesNotExist", {{"executionArn", kExecution}}},
      {"RedriveExecution", "ExecutionDoesNotExist", {{"executionArn", kExecution}}},
      {"GetExecutionHistory", "ExecutionDoesNotExist", {{"executionArn", kExecution}}},
      {"SendTaskSuccess", "TaskDoesNotExist", {{"taskToken", "nobody's"}, {"output", "1"}}},
      {"SendTaskSuccess", "InvalidOutput", {{"taskToken", "nobody's"}, {"output", "{"}}},
      {"SendTaskFailure", "TaskDoesNotExist", {{"taskToken", "nobody's"}}},
      {"SendTaskHeartbeat", "TaskDoesNotExist", {{"taskToken", "nobody's"}}},
      {"SendTaskHeartbeat", "ValidationException", {{"taskToken", ""}}},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(error(row.operation, row.input), row.error) << row.operation << row.input;
  }
}

TEST_F(Executions, InPagesAndByStatus) {
  std::string const machine = create("m");
  std::string const failing =
      create("f", R"({"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}})");
  for (int i = 10; i < 50; ++i) ended(start(machine, "x" + std::to_string(i)));
  EXPECT_EQ(ended(start(failing, "y")), "FAILED");
  Json request = {{"stateMachineArn", machine}, {"maxResults", 35}};
  auto const first = answer("ListExecutions", request);
  ASSERT_EQ(first["executions"].size(), 35U);
  EXPECT_EQ(first["executions"][0]["name"], "x49");
  request["nextToken"] = first["nextToken"];
  auto const second = answer("ListExecutions", request);
  EXPECT_EQ(second["executions"].size(), 5U);
  EXPECT_EQ(second["executions"][4]["name"], "x10");
  EXPECT_FALSE(second.contains("nextToken"));
  for (auto const& [status, count] :
       {std::pair("FAILED", 1U), {"SUCCEEDED", 0U}, {"PENDING_REDRIVE", 0U}}) {
    auto const listed =
        answer("ListExecutions", {{"stateMachineArn", failing}, {"statusFilter", status}});
    EXPECT_EQ(listed["executions"].size(), count) << status;
  }
}

TEST_F(Executions, HistoryForwardsAndBackwards) {
  std::string const arn = start(create("m", kTask), "x", R"({"a": 1})");
  EXPECT_EQ(ended(arn), "SUCCEEDED");
  auto const all = answer("GetExecutionHistory", {{"executionArn", arn}})["events"];
  ASSERT_EQ(all.size(), 7U);
  EXPECT_EQ(all[0]["type"], "ExecutionStarted");
  EXPECT_EQ(all[0]["executionStartedEventDetails"]["roleArn"], kRole);
  EXPECT_EQ(all[1]["stateEnteredEventDetails"]["input"], R"({"a":1})");
  Json request = {{"executionArn", arn}, {"reverseOrder", true}, {"maxResults", 4}};
  auto const last = answer("GetExecutionHistory", request);
  ASSERT_EQ(last["events"].size(), 4U);
  EXPECT_EQ(last["events"][0]["type"], "ExecutionSucceeded");
  request["nextToken"] = last["nextToken"];
  auto const first = answer("GetExecutionHistory", request);
  ASSERT_EQ(first["events"].size(), 3U);
  EXPECT_EQ(first["events"][2]["id"], 1);
  EXPECT_FALSE(first.contains("nextToken"));
  auto const bare =
      answer("GetExecutionHistory", {{"executionArn", arn}, {"includeExecutionData", false}});
  EXPECT_FALSE(bare["events"][1]["stateEnteredEventDetails"].contains("input"));
  EXPECT_EQ(error("GetExecutionHistory", {{"executionArn", arn}, {"nextToken", "x"}}),
            "InvalidToken");
}

TEST_F(Executions, AnsweredByTheirTokens) {
  std::string const machine = create("m", kToken);
  std::string const good = start(machine, "good");
  std::string const token = tasks_.next_token();
  answer("SendTaskHeartbeat", {{"taskToken", token}});
  answer("SendTaskSuccess", {{"taskToken", token}, {"output", R"({"answer": 42})"}});
  EXPECT_EQ(ended(good), "SUCCEEDED");
  EXPECT_EQ(answer("DescribeExecution", {{"executionArn", good}})["output"], R"({"answer":42})");

  std::string const bad = start(machine, "bad");
  answer("SendTaskFailure", {{"taskToken", tasks_.next_token()}, {"error", "E"}, {"cause", "c"}});
  EXPECT_EQ(ended(bad), "FAILED");
  EXPECT_EQ(error("RedriveExecution", {{"executionArn", good}}), "ExecutionNotRedrivable");
}

TEST_F(Executions, RedrivenAfterTheyFailed) {
  std::string const arn = start(create("m", kTask), "x", R"({"fail": "E"})");
  EXPECT_EQ(ended(arn), "FAILED");
  EXPECT_EQ(answer("DescribeExecution", {{"executionArn", arn}})["redriveStatus"], "REDRIVABLE");
  answer("RedriveExecution", {{"executionArn", arn}});
  EXPECT_EQ(ended(arn), "FAILED");
  EXPECT_EQ(answer("DescribeExecution", {{"executionArn", arn}})["redriveCount"], 1);
}

TEST_F(Executions, RedrivenToTheirEnd) {
  std::string const arn = start(create("m", kToken), "x");
  answer("SendTaskFailure", {{"taskToken", tasks_.next_token()}});
  EXPECT_EQ(ended(arn), "FAILED");
  answer("RedriveExecution", {{"executionArn", arn}});
  answer("SendTaskSuccess", {{"taskToken", tasks_.next_token()}, {"output", "2"}});
  EXPECT_EQ(ended(arn), "SUCCEEDED");
  auto const told = answer("DescribeExecution", {{"executionArn", arn}});
  EXPECT_EQ(told["output"], "2");
  EXPECT_EQ(told["redriveCount"], 1);
  EXPECT_EQ(error("RedriveExecution", {{"executionArn", arn}}), "ExecutionNotRedrivable");
}

TEST_F(Executions, SynchronousOnes) {
  std::string const machine = create("e", kTask, "EXPRESS");
  auto const good =
      answer("StartSyncExecution", {{"stateMachineArn", machine}, {"name", "x"}, {"input", "[1]"}});
  EXPECT_EQ(good["status"], "SUCCEEDED");
  EXPECT_EQ(good["output"], "[1]");
  EXPECT_TRUE(good["executionArn"].get<std::string>().starts_with(
      "arn:aws:states:us-east-1:000000000000:express:e:x:"));
  auto const bad =
      answer("StartSyncExecution", {{"stateMachineArn", machine}, {"input", R"({"fail": "E"})"}});
  EXPECT_EQ(bad["status"], "FAILED");
  EXPECT_EQ(bad["error"], "E");
  states_.stop();
  EXPECT_EQ(error("StartSyncExecution", {{"stateMachineArn", machine}}),
            "ServiceUnavailableException");
}

}  // namespace
}  // namespace helio::aws::states
