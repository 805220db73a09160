// Goal: a list of executions names each so that it can be asked for, whatever a server sends.
#include "helio/execution_text.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::cli {
namespace {

Json execution(std::string const& machine, std::string const& name) {
  return {{"state_machine_arn", "arn:aws:states:us-east-1:000000000000:stateMachine:" + machine},
          {"name", name},
          {"status", "SUCCEEDED"},
          {"started_at", "2026-11-25T08:00:00.123Z"}};
}

TEST(ExecutionText, ALineHasTheWholeNameAndTheWorkflowWhereItIsAnother) {
  std::string const name(80, 'n');
  struct Row {
    char const* machine;
    std::string want;
  };
  Row const rows[] = {{"image-pipeline", name + "\n"}, {"orders", name + "  of orders\n"}};
  for (Row const& row : rows) {
    EXPECT_EQ(execution_line(execution(row.machine, name), {.columns = 80}),
              "2026-11-25T08:00:00  SUCCEEDED   " + row.want);
  }
}

TEST(ExecutionText, OneHasItsWorkflowItsErrorAndItsTimeline) {
  auto failed = execution("orders", "e");
  failed["error"] = "Late";
  failed["cause"] = "too late";
  auto const text = execution_table(failed, {});
  for (char const* part : {"e\n", "Workflow    orders", "2026-11-25T08:00:00.123Z  to  now",
                           "Late: too late", "no state has been entered"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(ExecutionText, AnythingIsHarmless) {
  for (char const* json : {"{}", "[]", "null", R"({"name":"\u001b[31m","history":7})"}) {
    for (auto const& text :
         {execution_line(Json::parse(json), {}), execution_table(Json::parse(json), {})}) {
      EXPECT_EQ(text.find('\x1b'), std::string::npos) << json;
    }
  }
}

}  // namespace
}  // namespace helio::cli
