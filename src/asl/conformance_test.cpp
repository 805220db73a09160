// Goal: executions that were run by the real service end here as they did there.
// Method: asl_executions.jsonl of the folder that HELIO_CONFORMANCE_DIR names (./test sets it where
// that folder stands beside the checkout): status, output, error, cause and the order of events.
// Those that use JSONata are counted and left out.

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/parse.hpp"
#include "asl/scripted_driver.hpp"

namespace helio::asl {
namespace {

std::vector<Json> read_cases() {
  char const* const folder = std::getenv("HELIO_CONFORMANCE_DIR");
  std::vector<Json> cases;
  if (folder == nullptr) return cases;
  std::ifstream file(std::filesystem::path(folder) / "asl_executions.jsonl");
  for (std::string line; std::getline(file, line);) {
    auto row = parse_json(line);
    if (row) cases.push_back(std::move(*row));
  }
  return cases;
}

// The recording shows some texts that hold JSON as the JSON they hold.
Json normal(Json const& value) {
  if (value.is_string()) {
    auto const& text = value.get_ref<std::string const&>();
    if (text.starts_with('{')) {
      if (auto const inner = parse_json(text)) return normal(*inner);
    }
    return value;
  }
  if (!value.is_structured()) return value;
  Json copy = value;
  for (Json& one : copy) one = normal(one);
  return copy;
}

bool same(Json const& left, Json const& right) {
  // Objects are equal whatever the order of their keys.
  return nlohmann::json(normal(left)) == nlohmann::json(normal(right));
}

// [["PassStateEntered", "State0"], …]. The recording leaves ParallelStateSucceeded out: its event
// ids jump over it.
Json sequence(std::vector<HistoryEvent> const& history) {
  Json names = Json::array();
  for (HistoryEvent const& event : history) {
    if (event.type == EventType::parallel_state_succeeded) continue;
    std::string_view const type = to_string(event.type);
    bool const named =
        type.ends_with("Entered") || type.ends_with("Exited") || type.starts_with("MapIteration");
    names.push_back({type, named ? Json(event.name) : Json()});
  }
  return names;
}

Json text_or_null(std::optional<std::string> const& text) { return text ? Json(*text) : Json(); }

bool uses_jsonata(Json const& definition) {
  return definition.dump().find("\"JSONata\"") != std::string::npos;
}

class Conformance : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (std::getenv("HELIO_CONFORMANCE_DIR") == nullptr) {
      GTEST_SKIP() << "HELIO_CONFORMANCE_DIR names no folder of recorded answers";
    }
    ASSERT_FALSE(cases_.empty()) << "no asl_executions.jsonl there";
  }
  std::vector<Json> const cases_ = read_cases();
};

TEST_P(Conformance, ExecutionsEndAsRecorded) {
  int ran = 0;
  int jsonata = 0;
  for (Json const& one : cases_) {
    if (uses_jsonata(one.at("definition"))) {
      ++jsonata;
      continue;
    }
    ++ran;
    SCOPED_TRACE(one.at("id").get<std::string>());
    auto const machine = parse_definition_json(one.at("definition"));
    ASSERT_TRUE(machine) << machine.error().message;
    ScriptedDriver driver(*machine, one.at("input"), {.restart_each_step = GetParam()});
    driver.run();
    Json const& expected = one.at("expected");
    Execution const& execution = driver.execution();
    EXPECT_EQ(to_string(execution.status()), expected.at("status").get<std::string>())
        << execution.cause().value_or("");
    if (expected.contains("output")) {
      ASSERT_TRUE(execution.output());
      EXPECT_TRUE(same(*execution.output(), expected.at("output")))
          << execution.output()->dump() << "\n"
          << expected.at("output").dump();
    } else {
      EXPECT_EQ(text_or_null(execution.error()), expected.value("error", Json()));
      EXPECT_EQ(text_or_null(execution.cause()), expected.value("cause", Json()));
    }
    Json const& events = one.at("event_sequence");
    if (!events.is_null()) {
      EXPECT_EQ(sequence(driver.history()), events);
    }
  }
  EXPECT_GT(ran, 0);
  RecordProperty("executions", ran);
  RecordProperty("skipped_jsonata", jsonata);
}

INSTANTIATE_TEST_SUITE_P(, Conformance, testing::Bool(), [](auto const& row) {
  return row.param ? "RestartedEachStep" : "Straight";
});

}  // namespace
}  // namespace helio::asl
