// Goal: executions go as the files of tests/scenarios/asl say, in one go and with the process
// restarted after every step.
// Method: each file has a definition, an input, a script for its tasks, and what is expected:
//   "status", "output", "error", "cause", "elapsed_s" on the manual clock,
//   "history"    one text per event: its type and the state's name if it has one,
//   "events"     {"id": part of the event as GetExecutionHistory gives it},
//   "scheduled"  one object per task: part of {state, attempt, parameters, token},
//   "cancelled"  ids of tasks.

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/parse.hpp"
#include "asl/scripted_driver.hpp"

namespace helio::asl {
namespace {

std::vector<std::string> files() {
  std::vector<std::string> names;
  for (auto const& file : std::filesystem::directory_iterator(HELIO_SCENARIOS)) {
    if (file.path().extension() == ".json") names.push_back(file.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Json read(std::string const& name) {
  std::ifstream file(std::filesystem::path(HELIO_SCENARIOS) / (name + ".json"));
  std::stringstream text;
  text << file.rdbuf();
  auto const parsed = parse_json(text.str());
  EXPECT_TRUE(parsed) << name << ": " << parsed.error().detail;
  return parsed ? *parsed : Json::object();
}

std::string line(HistoryEvent const& event) {
  std::string text(to_string(event.type));
  bool const named =
      text.ends_with("Entered") || text.ends_with("Exited") || text.starts_with("MapIteration");
  if (named) text += " " + event.name;
  if (text.starts_with("MapIteration")) text += "[" + std::to_string(event.number) + "]";
  return text;
}

Json lines(std::vector<HistoryEvent> const& history) {
  Json all = Json::array();
  for (HistoryEvent const& event : history) all.push_back(line(event));
  return all;
}

// Is everything in `part` also in `whole`?
void expect_part(Json const& part, Json const& whole) {
  if (!part.is_object()) {
    EXPECT_EQ(part, whole);
    return;
  }
  for (auto const& [name, value] : part.items()) {
    ASSERT_TRUE(whole.contains(name)) << name << " is not in " << whole.dump();
    expect_part(value, whole.at(name));
  }
}

Json task_json(ScheduleTask const& task) {
  return {{"state", task.state},
          {"attempt", task.attempt},
          {"parameters", *task.parameters},
          {"resource", task.resource.arn},
          {"token", !task.token.empty()}};
}

void check_ids(std::vector<HistoryEvent> const& history) {
  std::int64_t id = 0;
  for (HistoryEvent const& event : history) {
    EXPECT_EQ(event.id, ++id);
    EXPECT_LT(event.previous_id, event.id);
  }
}

void check(Json const& expected, ScriptedDriver const& driver) {
  Execution const& execution = driver.execution();
  auto const optional_text = [](auto const& text) { return text ? Json(*text) : Json(); };
  EXPECT_EQ(to_string(execution.status()), expected.value("status", "SUCCEEDED"))
      << execution.error().value_or("") << ": " << execution.cause().value_or("");
  if (expected.contains("output")) {
    ASSERT_TRUE(execution.output());
    EXPECT_EQ(*execution.output(), expected.at("output"));
  }
  for (auto const& [name, value] : expected.items()) {
    if (name == "error") {
      EXPECT_EQ(optional_text(execution.error()), value);
    }
    if (name == "cause") {
      EXPECT_EQ(optional_text(execution.cause()), value);
    }
    if (name == "elapsed_s") {
      EXPECT_DOUBLE_EQ(driver.elapsed_s(), value.get<double>());
    }
    if (name == "cancelled") {
      EXPECT_EQ(Json(driver.cancelled()), value);
    }
    if (name == "history") {
      EXPECT_EQ(lines(driver.history()), value);
    }
    if (name == "history_size") {
      EXPECT_EQ(driver.history().size(), value.get<std::size_t>());
    }
  }
  Json const events = expected.value("events", Json::object());
  for (auto const& [id, part] : events.items()) {
    ASSERT_LE(std::stoul(id), driver.history().size());
    expect_part(part, to_json(driver.history()[std::stoul(id) - 1]));
  }
  if (!expected.contains("scheduled")) return;
  Json const& tasks = expected.at("scheduled");
  ASSERT_EQ(driver.scheduled().size(), tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    SCOPED_TRACE("task " + std::to_string(i));
    expect_part(tasks[i], task_json(driver.scheduled()[i]));
  }
}

class Scenario : public testing::TestWithParam<std::tuple<std::string, bool>> {};

TEST_P(Scenario, GoesAsTheFileSays) {
  auto const& [name, restart] = GetParam();
  Json const scenario = read(name);
  auto const machine = parse_definition_json(scenario.at("definition"));
  ASSERT_TRUE(machine) << machine.error().message;
  Script script{.tasks = scenario.value("tasks", Json::object()), .restart_each_step = restart};
  if (scenario.contains("abort_after_s")) script.abort_after_s = scenario.at("abort_after_s");
  script.options.history_events_max = scenario.value("history_events_max", 25'000);
  ScriptedDriver driver(*machine, scenario.value("input", Json::object()), std::move(script));
  driver.run();
  check_ids(driver.history());
  check(scenario.at("expected"), driver);
}

INSTANTIATE_TEST_SUITE_P(, Scenario, testing::Combine(testing::ValuesIn(files()), testing::Bool()),
                         [](auto const& row) {
                           bool const restart = std::get<1>(row.param);
                           return std::get<0>(row.param) + (restart ? "_RestartedEachStep" : "");
                         });

}  // namespace
}  // namespace helio::asl
