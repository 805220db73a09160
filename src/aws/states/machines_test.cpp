// Goal: machines are made, changed, listed and checked as Step Functions does.
#include "contract/states_fixture.hpp"

namespace helio::aws::states {
namespace {

using StateMachines = StatesInMemory;

TEST_F(StateMachines, FromTheirMakingToTheirEnd) {
  std::string const arn = create("m");
  EXPECT_EQ(arn, "arn:aws:states:us-east-1:000000000000:stateMachine:m");
  EXPECT_EQ(create("m"), arn);  // the same again
  Json const wanted = {{"stateMachineArn", arn}};
  auto const made = answer("DescribeStateMachine", wanted);
  EXPECT_EQ(made["definition"], kPass);
  EXPECT_EQ(made["status"], "ACTIVE");
  EXPECT_EQ(made["type"], "STANDARD");
  EXPECT_EQ(made["roleArn"], kRole);
  EXPECT_EQ(answer("DescribeStateMachine",
                   {{"stateMachineArn", arn}, {"includedData", "METADATA_ONLY"}})["definition"],
            "{}");

  auto const execution = start(arn, "before");
  EXPECT_EQ(ended(execution), "SUCCEEDED");
  auto const updated =
      answer("UpdateStateMachine", {{"stateMachineArn", arn}, {"definition", kTask}});
  EXPECT_NE(updated["revisionId"], made["revisionId"]);
  EXPECT_EQ(answer("DescribeStateMachine", wanted)["definition"], kTask);
  EXPECT_EQ(answer("DescribeStateMachineForExecution", {{"executionArn", execution}})["definition"],
            kPass);

  answer("DeleteStateMachine", wanted);
  answer("DeleteStateMachine", wanted);
  EXPECT_EQ(error("DescribeStateMachine", wanted), "StateMachineDoesNotExist");
}

TEST_F(StateMachines, WhatIsRefused) {
  std::string const arn = create("m");
  Json const good = {{"name", "n"}, {"definition", kPass}, {"roleArn", kRole}};
  struct Row {
    char const* error;
    Json change;
  };
  Row const rows[] = {
      {"InvalidName", {{"name", "a b"}}},
      {"ValidationException", {{"name", std::string(81, 'x')}}},
      {"ValidationException", {{"name", nullptr}}},
      {"ValidationException", {{"type", "FAST"}}},
      {"InvalidArn", {{"roleArn", "admin"}}},
      {"InvalidDefinition", {{"definition", "{"}}},
      {"InvalidDefinition", {{"definition", R"({"StartAt": "A", "States": {}})"}}},
      {"StateMachineAlreadyExists", {{"name", "m"}, {"definition", kTask}}},
      {"InvalidLoggingConfiguration", {{"loggingConfiguration", {{"level", "ALL"}}}}},
      {"InvalidTracingConfiguration", {{"tracingConfiguration", {{"enabled", true}}}}},
      {"InvalidEncryptionConfiguration",
       {{"encryptionConfiguration", {{"type", "CUSTOMER_MANAGED_KMS_KEY"}}}}},
      {"ValidationException", {{"publish", true}}},
      {"ValidationException", {{"tags", {{{"key", "a"}, {"value", "b"}}}}}},
      {"SerializationException", {{"definition", 7}}},
  };
  for (auto const& row : rows) {
    Json input = good;
    input.update(row.change);
    EXPECT_EQ(error("CreateStateMachine", input), row.error) << row.change;
  }
  EXPECT_EQ(error("UpdateStateMachine", {{"stateMachineArn", arn}}), "MissingRequiredParameter");
  EXPECT_EQ(error("UpdateStateMachine", {{"stateMachineArn", arn}, {"definition", "[]"}}),
            "InvalidDefinition");
  EXPECT_EQ(error("UpdateStateMachine", {{"stateMachineArn", arn + "x"}, {"definition", kPass}}),
            "StateMachineDoesNotExist");
  EXPECT_EQ(error("DeleteStateMachine", {{"stateMachineArn", "m"}}), "InvalidArn");
  EXPECT_EQ(error("CreateActivity", {{"name", "a"}}), "UnknownOperationException");
}

TEST_F(StateMachines, InPages) {
  for (int i = 10; i < 50; ++i) create("m" + std::to_string(i));
  Json request = {{"maxResults", 17}};
  std::vector<std::size_t> sizes;
  std::vector<std::string> names;
  do {
    auto const page = answer("ListStateMachines", request);
    sizes.push_back(page["stateMachines"].size());
    for (auto const& machine : page["stateMachines"]) names.push_back(machine["name"]);
    request["nextToken"] = page.value("nextToken", "");
  } while (request["nextToken"] != "");
  EXPECT_EQ(sizes, (std::vector<std::size_t>{17, 17, 6}));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 40U);
  EXPECT_FALSE(answer("ListStateMachines", {{"maxResults", 40}}).contains("nextToken"));
  EXPECT_EQ(answer("ListStateMachines", Json::object())["stateMachines"].size(), 40U);
  EXPECT_EQ(error("ListStateMachines", {{"nextToken", "nobody's"}}), "InvalidToken");
  EXPECT_EQ(error("ListStateMachines", {{"maxResults", 1'001}}), "ValidationException");
}

TEST_F(StateMachines, AreCheckedWithoutBeingMade) {
  auto const good = answer("ValidateStateMachineDefinition", {{"definition", kPass}});
  EXPECT_EQ(good["result"], "OK");
  EXPECT_TRUE(good["diagnostics"].empty());
  Json const wrong = {{"definition", R"({"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Next": "B"}, "C": {"Type": "Pas", "End": true}}})"}};
  auto const told = answer("ValidateStateMachineDefinition", wrong);
  EXPECT_EQ(told["result"], "FAIL");
  EXPECT_EQ(told["truncated"], false);
  ASSERT_GE(told["diagnostics"].size(), 2U);
  std::set<std::string> places;
  for (auto const& one : told["diagnostics"]) places.insert(one.value("location", ""));
  EXPECT_TRUE(places.contains("/States/A/Next"));
  Json first = wrong;
  first["maxResults"] = 1;
  EXPECT_EQ(answer("ValidateStateMachineDefinition", first)["diagnostics"].size(), 1U);
  EXPECT_EQ(answer("ValidateStateMachineDefinition", first)["truncated"], true);

  Json warned = {{"definition", R"({"StartAt": "A", "States": {"A": {"Type": "Task",
    "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "End": true,
    "Retry": [{"ErrorEquals": ["States.Nothing"]}]}}})"}};
  EXPECT_TRUE(answer("ValidateStateMachineDefinition", warned)["diagnostics"].empty());
  warned["severity"] = "WARNING";
  auto const warnings = answer("ValidateStateMachineDefinition", warned);
  EXPECT_EQ(warnings["result"], "OK");
  EXPECT_EQ(warnings["diagnostics"][0]["severity"], "WARNING");
}

}  // namespace
}  // namespace helio::aws::states
