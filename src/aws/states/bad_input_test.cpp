// Goal: whatever is wrong with a request, Step Functions' own error name says so.
// Method: every operation is held to AWS's description of it, member by member; what the
// description does not say stands in rows.
#include <cmath>
#include <map>

#include "contract/states_fixture.hpp"

namespace helio::aws::states {
namespace {

constexpr char const* kMachine = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
constexpr char const* kExecution = "arn:aws:states:us-east-1:000000000000:execution:m:x";

class BadInput : public StatesInMemory {
 protected:
  // Of every operation a request that has what it must have.
  std::map<std::string_view, Json> const good_ = {
      {"CreateStateMachine", {{"name", "n"}, {"definition", kPass}, {"roleArn", kRole}}},
      {"DeleteStateMachine", {{"stateMachineArn", kMachine}}},
      {"DescribeExecution", {{"executionArn", kExecution}}},
      {"DescribeStateMachine", {{"stateMachineArn", kMachine}}},
      {"DescribeStateMachineForExecution", {{"executionArn", kExecution}}},
      {"GetExecutionHistory", {{"executionArn", kExecution}}},
      {"ListExecutions", {{"stateMachineArn", kMachine}}},
      {"ListStateMachines", Json::object()},
      {"RedriveExecution", {{"executionArn", kExecution}}},
      {"SendTaskFailure", {{"taskToken", "t"}}},
      {"SendTaskHeartbeat", {{"taskToken", "t"}}},
      {"SendTaskSuccess", {{"taskToken", "t"}, {"output", "1"}}},
      {"StartExecution", {{"stateMachineArn", kMachine}}},
      {"StartSyncExecution", {{"stateMachineArn", kMachine}}},
      {"StopExecution", {{"executionArn", kExecution}}},
      {"TestState", {{"definition", R"({"Type": "Succeed"})"}}},
      {"UpdateStateMachine", {{"stateMachineArn", kMachine}, {"definition", kPass}}},
      {"ValidateStateMachineDefinition", {{"definition", kPass}}}};

  void expect(std::string_view operation, std::string_view member, Json value,
              std::string_view want) {
    Json input = good_.at(operation);
    input[member] = std::move(value);
    EXPECT_EQ(error(operation, input), want)
        << operation << " " << member << ": " << input[member].dump().substr(0, 80);
  }

  // What breaks one member's constraints, or has another type.
  void break_member(std::string_view operation, json::Member const& member) {
    using json::Kind;
    auto const& shape = json::stepfunctions_model.shapes[member.shape];
    if (member.required) expect(operation, member.name, nullptr, "ValidationException");
    bool const text = shape.kind == Kind::text;
    expect(operation, member.name, text ? Json(7) : Json("seven"), "SerializationException");
    expect(operation, member.name, text ? Json::object() : Json::array({1, "a"}),
           "SerializationException");
    if (std::isfinite(shape.max)) {
      Json const over = text ? Json(std::string(static_cast<std::size_t>(shape.max) + 1, 'x'))
                             : Json(shape.max + 1);
      expect(operation, member.name, over, "ValidationException");
      if (!text) expect(operation, member.name, 1e300, "ValidationException");
    }
    if (text && shape.min >= 1) expect(operation, member.name, "", "ValidationException");
    if (!text && std::isfinite(shape.min)) {
      expect(operation, member.name, shape.min - 1, "ValidationException");
    }
    if (!shape.enums.empty()) expect(operation, member.name, "OTHER", "ValidationException");
    if (!shape.pattern.empty()) expect(operation, member.name, "\u00e9", "ValidationException");
  }
};

TEST_F(BadInput, EveryMemberOfEveryOperation) {
  EXPECT_EQ(good_.size(), json::stepfunctions_model.operations.size());
  for (auto const& operation : json::stepfunctions_model.operations) {
    for (Json const& request : {Json(nullptr), Json::array(), Json("text"), Json(1)}) {
      EXPECT_EQ(error(operation.name, request), "SerializationException") << operation.name;
    }
    for (auto const& member : json::stepfunctions_model.shapes[operation.input].members) {
      break_member(operation.name, member);
    }
  }
}

TEST_F(BadInput, WhatTheDescriptionDoesNotSay) {
  create("m");
  struct Row {
    char const *operation, *member;
    Json value;
    char const* error;
  };
  Row const rows[] = {
      {"CreateStateMachine", "name", "a/b", "InvalidName"},
      {"CreateStateMachine", "name", "a\u0001b", "InvalidName"},
      {"CreateStateMachine", "roleArn", "arn:aws:iam", "InvalidArn"},
      {"CreateStateMachine", "definition", "null", "InvalidDefinition"},
      {"CreateStateMachine", "definition", std::string(2'000, '['), "InvalidDefinition"},
      {"UpdateStateMachine", "definition", "{\"StartAt\":1}", "InvalidDefinition"},
      {"DescribeStateMachine", "stateMachineArn", "arn:aws:s3:::bucket", "InvalidArn"},
      {"DescribeStateMachine", "stateMachineArn", kExecution, "InvalidArn"},
      {"DescribeStateMachine", "stateMachineArn", "arn:aws:states", "InvalidArn"},
      {"DeleteStateMachine", "stateMachineArn", kExecution, "InvalidArn"},
      {"DescribeExecution", "executionArn", kMachine, "InvalidArn"},
      {"GetExecutionHistory", "executionArn", kMachine, "InvalidArn"},
      {"RedriveExecution", "executionArn", kMachine, "InvalidArn"},
      {"StopExecution", "executionArn", kMachine, "InvalidArn"},
      {"ListExecutions", "stateMachineArn", kExecution, "InvalidArn"},
      {"ListExecutions", "nextToken", "ZTA=", "InvalidToken"},
      {"ListStateMachines", "nextToken", "\u00e9", "InvalidToken"},
      {"StartExecution", "stateMachineArn", kExecution, "InvalidArn"},
      {"StartExecution", "name", "a*b", "InvalidName"},
      {"StartExecution", "input", "", "InvalidExecutionInput"},
      {"StartExecution", "input", "{\"a\":1}}", "InvalidExecutionInput"},
      {"StartExecution", "input", "\"\\ud800\"", "InvalidExecutionInput"},
      {"StartExecution", "input", std::string(5'000, '['), "InvalidExecutionInput"},
      {"StartSyncExecution", "stateMachineArn", kExecution, "InvalidArn"},
      {"SendTaskSuccess", "output", "", "InvalidOutput"},
      {"SendTaskSuccess", "output", "{1:2}", "InvalidOutput"},
      {"TestState", "input", "[1,", "InvalidExecutionInput"},
      {"TestState", "stateConfiguration", {{"retrierRetryCount", -1}}, "ValidationException"},
      {"ValidateStateMachineDefinition", "maxResults", 101, "ValidationException"},
  };
  for (Row const& row : rows) expect(row.operation, row.member, row.value, row.error);
}

TEST_F(BadInput, FractionsAreCutOff) {
  for (int i = 0; i < 3; ++i) create("m" + std::to_string(i));
  struct Row {
    Json wanted;
    std::size_t size;
  };
  Row const rows[] = {{nullptr, 3}, {0, 3}, {0.9, 3}, {1.0, 1}, {1.9, 1}, {2, 2}, {2.5, 2}};
  for (Row const& row : rows) {
    EXPECT_EQ(answer("ListStateMachines", {{"maxResults", row.wanted}})["stateMachines"].size(),
              row.size)
        << row.wanted;
  }
}

TEST_F(BadInput, TakesWhatIsOnlyUnusual) {
  std::string const machine = create("m");
  answer("StartExecution", {{"stateMachineArn", machine},
                            {"traceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793"}});
  answer("StartExecution", {{"stateMachineArn", machine}, {"name", "\u00e9t\u00e9-1"}});
  answer("StartExecution", {{"stateMachineArn", machine}, {"input", " [1] "}, {"name", nullptr}});
  answer("ListExecutions", {{"stateMachineArn", machine}, {"unknown", 1}, {"maxResults", 1e2}});
}

}  // namespace
}  // namespace helio::aws::states
