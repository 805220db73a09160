// Goal: validate() tells every fault of a definition, each with its code and place, and nothing of
// a sound one.

#include "asl/validate.hpp"

#include <algorithm>
#include <span>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/parse.hpp"

namespace helio::asl {
namespace {

// "CODE /place" of each fault, in order.
std::vector<std::string> faults(std::string_view definition,
                                MachineType type = MachineType::standard) {
  std::vector<std::string> all;
  for (Diagnostic const& one : validate(definition, type)) {
    std::string const severity = one.severity == Severity::warning ? "warning " : "";
    all.push_back(severity + one.code + " " + one.location);
  }
  return all;
}

// A machine of one state "A" with these fields.
std::string with(std::string const& fields) {
  return R"({"StartAt":"A","States":{"A":{)" + fields + "}}}";
}

constexpr char const* kSchema = "SCHEMA_VALIDATION_FAILED ";

TEST(Validate, SoundDefinitions) {
  char const* const rows[] = {
      R"("Type":"Succeed")",
      R"("Type":"Pass","End":true,"Comment":"c","QueryLanguage":"JSONPath","Result":null)",
      R"("Type":"Pass","End":true,"InputPath":null,"OutputPath":"$$.Execution","ResultPath":null)",
      R"x("Type":"Fail","ErrorPath":"States.Format('{}', $.e)","Cause":"c")x",
      R"("Type":"Wait","SecondsPath":"$wait","End":true)",
      R"("Type":"Task","Resource":"arn:aws:states:::aws-sdk:rekognition:detectLabels","End":true)",
      R"("Type":"Map","End":true,"Iterator":{"StartAt":"B","States":{"B":{"Type":"Succeed"}}})",
      R"("Type":"Task","End":true,"Resource":"arn:aws:lambda:eu-west-1:1:function:f:$LATEST",
         "Retry":[{"ErrorEquals":["X"]},{"ErrorEquals":["States.ALL"],"MaxAttempts":0}])"};
  for (char const* const row : rows) {
    SCOPED_TRACE(row);
    EXPECT_EQ(faults(with(row)), std::vector<std::string>());
    EXPECT_TRUE(parse_definition(with(row)));
  }
}

struct Row {
  char const* name;
  char const* fields;
  std::vector<std::string> places;
};

// Each row's faults are all of SCHEMA_VALIDATION_FAILED, in any order.
void expect_faults(std::span<Row const> rows) {
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<std::string> wanted;
    for (std::string const& place : row.places) wanted.push_back(kSchema + place);
    std::vector<std::string> got = faults(with(row.fields));
    std::sort(wanted.begin(), wanted.end());
    std::sort(got.begin(), got.end());
    EXPECT_EQ(got, wanted);
    auto const parsed = parse_definition(with(row.fields));
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().name, "InvalidDefinition");
  }
}

TEST(Validate, FaultsOfFields) {
  Row const rows[] = {
      {"no type", R"("End":true)", {"/States/A/Type"}},
      {"unknown type", R"("Type":"Jump")", {"/States/A/Type"}},
      {"neither Next nor End", R"("Type":"Pass")", {"/States/A"}},
      {"both", R"("Type":"Pass","Next":"A","End":true)", {"/States/A"}},
      {"End false", R"("Type":"Pass","End":false)", {"/States/A/End"}},
      {"unknown field", R"("Type":"Pass","End":true,"Foo/~":1)", {"/States/A/Foo~1~0"}},
      {"field of JSONata", R"("Type":"Pass","End":true,"Output":1)", {"/States/A/Output"}},
      {"no resource", R"("Type":"Task","End":true)", {"/States/A"}},
      {"bad resource", R"("Type":"Task","End":true,"Resource":"f")", {"/States/A/Resource"}},
      {"bad path", R"("Type":"Pass","End":true,"InputPath":"a.b")", {"/States/A/InputPath"}},
      {"bad reference",
       R"("Type":"Pass","End":true,"ResultPath":"$.a[*]")",
       {"/States/A/ResultPath"}},
      {"bad template",
       R"("Type":"Pass","End":true,"Parameters":{"a":{"b.$":"c"}})",
       {"/States/A/Parameters/a/b.$"}},
      {"bad variable",
       R"("Type":"Pass","End":true,"Assign":{"1a":1,"states":2})",
       {"/States/A/Assign/1a", "/States/A/Assign/states"}},
      {"two ways to wait",
       R"("Type":"Wait","End":true,"Seconds":1,"SecondsPath":"$.a")",
       {"/States/A"}},
      {"no way to wait", R"("Type":"Wait","End":true)", {"/States/A"}},
      {"out of range", R"("Type":"Wait","End":true,"Seconds":100000000)", {"/States/A/Seconds"}},
      {"not whole", R"("Type":"Wait","End":true,"Seconds":1.5)", {"/States/A/Seconds"}},
      {"bad timestamp",
       R"("Type":"Wait","End":true,"Timestamp":"2016-12-05 21:29:29Z")",
       {"/States/A/Timestamp"}},
      {"heartbeat too slow",
       R"("Type":"Task","End":true,"Resource":"arn:aws:states:::sns:publish","TimeoutSeconds":5,
          "HeartbeatSeconds":5)",
       {"/States/A/HeartbeatSeconds"}},
  };
  expect_faults(rows);
}

TEST(Validate, FaultsOfRulesAndParts) {
  Row const rows[] = {
      {"States.ALL not alone",
       R"("Type":"Task","End":true,"Resource":"arn:aws:states:::sns:publish",
          "Retry":[{"ErrorEquals":["States.ALL","X"]}])",
       {"/States/A/Retry/0/ErrorEquals"}},
      {"States.ALL not last",
       R"("Type":"Task","End":true,"Resource":"arn:aws:states:::sns:publish",
          "Retry":[{"ErrorEquals":["States.ALL"]},{"ErrorEquals":["X"]}])",
       {"/States/A/Retry/0/ErrorEquals"}},
      {"numbers of a retrier",
       R"("Type":"Task","End":true,"Resource":"arn:aws:states:::sns:publish",
          "Retry":[{"ErrorEquals":["X"],"IntervalSeconds":0,"BackoffRate":0.5,"MaxAttempts":-1,
                    "JitterStrategy":"HALF"}])",
       {"/States/A/Retry/0/IntervalSeconds", "/States/A/Retry/0/MaxAttempts",
        "/States/A/Retry/0/BackoffRate", "/States/A/Retry/0/JitterStrategy"}},
      {"no branches", R"("Type":"Parallel","End":true,"Branches":[])", {"/States/A/Branches"}},
      {"no processor", R"("Type":"Map","End":true)", {"/States/A"}},
      {"no operator",
       R"("Type":"Choice","Choices":[{"Variable":"$.a","Next":"A"}])",
       {"/States/A/Choices/0"}},
      {"two operators",
       R"("Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"IsString":true,"Next":"A"}])",
       {"/States/A/Choices/0"}},
      {"operand of the wrong type",
       R"("Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":"1","Next":"A"}])",
       {"/States/A/Choices/0/NumericEquals"}},
      {"Next inside And",
       R"("Type":"Choice","Choices":[{"And":[{"Not":{}}],"Next":"A","Variable":"$"}])",
       {"/States/A/Choices/0/And/0/Not", "/States/A/Choices/0/And/0/Not",
        "/States/A/Choices/0/Variable"}},
  };
  expect_faults(rows);
}

TEST(Validate, FaultsOfTheGraph) {
  EXPECT_EQ(faults(R"({"StartAt":"A","States":{
      "A":{"Type":"Choice","Choices":[{"Variable":"$","IsNull":true,"Next":"X"}],"Default":"Y"},
      "B":{"Type":"Pass","Next":"C"},
      "C":{"Type":"Parallel","End":true,"Branches":[
        {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}]}}})"),
            (std::vector<std::string>{
                "MISSING_TRANSITION_TARGET /States/A/Choices/0/Next",
                "MISSING_TRANSITION_TARGET /States/A/Default",
                "DUPLICATE_STATE_NAME /States/C/Branches/0/States/A",
                "MISSING_TRANSITION_TARGET /States/C/Branches/0/States/A/Next",
                "MISSING_TRANSITION_TARGET /States/B", "MISSING_TRANSITION_TARGET /States/C"}));
  EXPECT_EQ(faults(R"({"StartAt":"Z","States":{"A":{"Type":"Succeed"}}})"),
            std::vector<std::string>{"MISSING_TRANSITION_TARGET /StartAt"});
  EXPECT_EQ(faults(R"({"States":{},"Foo":1})"),
            (std::vector<std::string>{"SCHEMA_VALIDATION_FAILED ", "SCHEMA_VALIDATION_FAILED /Foo",
                                      "SCHEMA_VALIDATION_FAILED /States"}));
}

TEST(Validate, WhatThisVersionDoesNotRun) {
  EXPECT_EQ(faults(with(R"("Type":"Succeed","QueryLanguage":"JSONata")")),
            std::vector<std::string>{"NOT_SUPPORTED /States/A/QueryLanguage"});
  EXPECT_EQ(faults(with(R"("Type":"Map","End":true,"ItemReader":{},
                           "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Succeed"}}})")),
            std::vector<std::string>{"NOT_SUPPORTED /States/A/ItemReader"});
}

TEST(Validate, ExpressMachinesHaveNoCallbacks) {
  std::string const machine = with(
      R"("Type":"Task","End":true,"Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken")");
  EXPECT_EQ(faults(machine, MachineType::standard), std::vector<std::string>());
  EXPECT_EQ(faults(machine, MachineType::express),
            std::vector<std::string>{"SCHEMA_VALIDATION_FAILED /States/A/Resource"});
}

TEST(Validate, UnknownReservedNamesAreAWarning) {
  std::string const machine = with(R"("Type":"Task","End":true,
      "Resource":"arn:aws:states:::sns:publish","Retry":[{"ErrorEquals":["States.Nonsense"]}])");
  EXPECT_EQ(faults(machine), std::vector<std::string>{"warning SCHEMA_VALIDATION_FAILED "
                                                      "/States/A/Retry/0/ErrorEquals/0"});
  EXPECT_TRUE(parse_definition(machine));
}

TEST(Validate, BoundsComeFirst) {
  EXPECT_EQ(faults("{"), std::vector<std::string>{"INVALID_JSON_DESCRIPTION "});
  EXPECT_EQ(faults("[]"), std::vector<std::string>{"INVALID_JSON_DESCRIPTION "});
  EXPECT_EQ(faults(std::string(kDefinitionBytesMax + 1, ' ')),
            std::vector<std::string>{"DEFINITION_TOO_LARGE "});
  EXPECT_EQ(faults(std::string(70, '[') + std::string(70, ']')),
            std::vector<std::string>{"DEFINITION_TOO_LARGE "});
  std::string many = R"({"StartAt":"A","States":{"A":{"Type":"Succeed")";
  for (int i = 0; i < 500; ++i) many += ",\"f" + std::to_string(i) + "\":1";
  EXPECT_EQ(faults(many + "}}}").size(), kDiagnosticsMax);
}

}  // namespace
}  // namespace helio::asl
