// Goal: TestState runs one state and tells what became of the data, step by step.
#include "contract/states_fixture.hpp"

namespace helio::aws::states {
namespace {

class StateTrials : public StatesInMemory {
 protected:
  Json tried(std::string const& state, Json more = Json::object()) {
    more["definition"] = state;
    return answer("TestState", more);
  }
};

constexpr char const* kDataFlow = R"({"Type": "Task",
  "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "InputPath": "$.in",
  "Parameters": {"n.$": "$.n"}, "ResultSelector": {"m.$": "$.n"}, "ResultPath": "$.got",
  "OutputPath": "$.got", "Next": "Done"})";

TEST_F(StateTrials, OfEveryKind) {
  struct Row {
    char const *state, *input, *want;
  };
  Row const rows[] = {
      {R"({"Type": "Pass", "Result": 7, "Next": "B"})", "{}", "SUCCEEDED 7 -> B"},
      {R"({"Type": "Pass", "End": true})", "[1]", "SUCCEEDED [1] -> "},
      {R"({"Type": "Pass", "Next": "TestState"})", "1", "SUCCEEDED 1 -> TestState"},
      {R"({"Type": "Wait", "Seconds": 99999999, "Next": "B"})", "1", "SUCCEEDED 1 -> B"},
      {R"({"Type": "Succeed"})", "1", "SUCCEEDED 1 -> "},
      {R"({"Type": "Fail", "Error": "E", "Cause": "c"})", "1", "FAILED E -> "},
      {R"({"Type": "Choice", "Choices": [{"Variable": "$", "NumericEquals": 1, "Next": "One"}],
           "Default": "Other"})",
       "1", "SUCCEEDED 1 -> One"},
      {R"({"Type": "Choice", "Choices": [{"Variable": "$", "NumericEquals": 1, "Next": "One"}],
           "Default": "Other"})",
       "2", "SUCCEEDED 2 -> Other"},
      {R"({"Type": "Choice", "Choices": [{"Variable": "$", "NumericEquals": 1, "Next": "One"}]})",
       "2", "FAILED States.NoChoiceMatched -> "},
      {kDataFlow, R"({"in": {"n": 3}})", R"(SUCCEEDED {"m":3} -> Done)"},
      {kDataFlow, "{}", "FAILED States.Runtime -> "},
  };
  for (auto const& row : rows) {
    auto const told = tried(row.state, {{"input", row.input}});
    EXPECT_EQ(told.value("status", "") + " " + told.value("output", told.value("error", "")) +
                  " -> " + told.value("nextState", ""),
              row.want)
        << row.state;
  }
}

TEST_F(StateTrials, EveryStepOfTheData) {
  auto const told =
      tried(kDataFlow, {{"input", R"({"in": {"n": 3}})"}, {"inspectionLevel", "DEBUG"}});
  Json const want = {{"input", R"({"in":{"n":3}})"},
                     {"afterInputPath", R"({"n":3})"},
                     {"afterParameters", R"({"n":3})"},
                     {"result", R"({"n":3})"},
                     {"afterResultSelector", R"({"m":3})"},
                     {"afterResultPath", R"({"in":{"n":3},"got":{"m":3}})"}};
  EXPECT_EQ(told["inspectionData"], want);
  EXPECT_FALSE(tried(kDataFlow, {{"input", R"({"in": {"n": 3}})"}}).contains("inspectionData"));
}

TEST_F(StateTrials, RetryAndCatch) {
  char const* const state = R"({"Type": "Task", "Next": "Done",
    "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f",
    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2}],
    "Catch": [{"ErrorEquals": ["Busy"], "ResultPath": "$.why", "Next": "Mend"}]})";
  Json request = {{"input", R"({"fail": "Busy"})"}, {"inspectionLevel", "TRACE"}};
  auto const first = tried(state, request);
  EXPECT_EQ(first["status"], "RETRIABLE");
  EXPECT_EQ(first["error"], "Busy");
  Json const details = {{"retryIndex", 0}, {"retryBackoffIntervalSeconds", 2}};
  EXPECT_EQ(first["inspectionData"]["errorDetails"], details);
  request["stateConfiguration"] = {{"retrierRetryCount", 1}};
  EXPECT_EQ(tried(state, request)["inspectionData"]["errorDetails"]["retryBackoffIntervalSeconds"],
            4);
  request["stateConfiguration"] = {{"retrierRetryCount", 2}};
  auto const caught = tried(state, request);
  EXPECT_EQ(caught["status"], "CAUGHT_ERROR");
  EXPECT_EQ(caught["nextState"], "Mend");
  EXPECT_EQ(caught["output"], R"({"fail":"Busy","why":{"Error":"Busy","Cause":"as it was told"}})");
  EXPECT_EQ(caught["inspectionData"]["errorDetails"]["catchIndex"], 0);
  EXPECT_EQ(tried(state, {{"input", R"({"fail": "Gone"})"}})["status"], "FAILED");
}

TEST_F(StateTrials, VariablesMocksAndAStateOfAMachine) {
  auto const variables = tried(R"({"Type": "Pass", "Parameters": {"x.$": "$v"}, "End": true})",
                               {{"variables", R"({"v": 5})"}, {"input", "{}"}});
  EXPECT_EQ(variables["output"], R"({"x":5})");
  char const* const job = R"({"Type": "Task", "End": true, "Parameters": {"StateMachineArn": "a"},
    "Resource": "arn:aws:states:::states:startExecution.sync"})";
  EXPECT_EQ(error("TestState", {{"definition", job}}), "ValidationException");
  EXPECT_EQ(tried(job, {{"mock", {{"result", "[1]"}}}})["output"], "[1]");
  auto const failed = tried(job, {{"mock", {{"errorOutput", {{"error", "E"}, {"cause", "c"}}}}}});
  EXPECT_EQ(failed["status"], "FAILED");
  EXPECT_EQ(failed["error"], "E");
  auto const one = tried(kPass, {{"stateName", "P"}, {"input", "3"}});
  EXPECT_EQ(one["output"], "3");
}

TEST_F(StateTrials, WhatIsRefused) {
  char const* const pass = R"({"Type": "Pass", "End": true})";
  struct Row {
    char const* error;
    Json input;
  };
  Row const rows[] = {
      {"InvalidDefinition", {{"definition", "{"}}},
      {"InvalidDefinition", {{"definition", "[]"}}},
      {"InvalidDefinition", {{"definition", R"({"Type": "Pas", "End": true})"}}},
      {"InvalidDefinition", {{"definition", R"({"Type": "Pass", "Next": 3})"}}},
      {"InvalidDefinition", {{"definition", pass}, {"stateName", "P"}}},
      {"InvalidDefinition", {{"definition", pass}, {"variables", R"({"a b": 1})"}}},
      {"InvalidExecutionInput", {{"definition", pass}, {"input", "{"}}},
      {"ValidationException", {{"definition", pass}, {"variables", "1"}}},
      {"ValidationException", {{"definition", pass}, {"context", "{}"}}},
      {"ValidationException", {{"definition", pass}, {"mock", Json::object()}}},
      {"ValidationException", {{"definition", R"({"Type": "Map", "End": true})"}}},
      {"ValidationException", {{"definition", pass}, {"inspectionLevel", "ALL"}}},
      {"InvalidArn", {{"definition", pass}, {"roleArn", "me"}}},
  };
  for (auto const& row : rows) EXPECT_EQ(error("TestState", row.input), row.error) << row.input;
}

}  // namespace
}  // namespace helio::aws::states
