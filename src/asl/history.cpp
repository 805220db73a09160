#include "asl/history.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "asl/data_texts.hpp"
#include "base/json_dump.hpp"

namespace helio::asl {
namespace {

// What an event's details consist of.
enum class Shape {
  none,
  start,
  output,
  ended,
  entered,
  exited,
  scheduled,
  task,
  result,
  failed,
  map,
  iteration,
  run
};

struct Row {
  std::string_view name;
  std::string_view details;
  Shape shape;
};

// In the order of EventType.
constexpr std::array<Row, 44> kRows = {{
    {"ExecutionStarted", "executionStartedEventDetails", Shape::start},
    {"ExecutionSucceeded", "executionSucceededEventDetails", Shape::output},
    {"ExecutionFailed", "executionFailedEventDetails", Shape::ended},
    {"ExecutionTimedOut", "executionTimedOutEventDetails", Shape::ended},
    {"ExecutionAborted", "executionAbortedEventDetails", Shape::ended},
    {"TaskStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"PassStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"ChoiceStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"WaitStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"SucceedStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"FailStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"ParallelStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"MapStateEntered", "stateEnteredEventDetails", Shape::entered},
    {"TaskStateExited", "stateExitedEventDetails", Shape::exited},
    {"PassStateExited", "stateExitedEventDetails", Shape::exited},
    {"ChoiceStateExited", "stateExitedEventDetails", Shape::exited},
    {"WaitStateExited", "stateExitedEventDetails", Shape::exited},
    {"SucceedStateExited", "stateExitedEventDetails", Shape::exited},
    {"ParallelStateExited", "stateExitedEventDetails", Shape::exited},
    {"MapStateExited", "stateExitedEventDetails", Shape::exited},
    {"TaskScheduled", "taskScheduledEventDetails", Shape::scheduled},
    {"TaskStarted", "taskStartedEventDetails", Shape::task},
    {"TaskSubmitted", "taskSubmittedEventDetails", Shape::result},
    {"TaskSucceeded", "taskSucceededEventDetails", Shape::result},
    {"TaskFailed", "taskFailedEventDetails", Shape::failed},
    {"TaskTimedOut", "taskTimedOutEventDetails", Shape::failed},
    {"LambdaFunctionScheduled", "lambdaFunctionScheduledEventDetails", Shape::scheduled},
    {"LambdaFunctionStarted", "", Shape::none},
    {"LambdaFunctionSucceeded", "lambdaFunctionSucceededEventDetails", Shape::output},
    {"LambdaFunctionFailed", "lambdaFunctionFailedEventDetails", Shape::failed},
    {"LambdaFunctionTimedOut", "lambdaFunctionTimedOutEventDetails", Shape::failed},
    {"ParallelStateStarted", "", Shape::none},
    {"ParallelStateSucceeded", "", Shape::none},
    {"ParallelStateFailed", "", Shape::none},
    {"MapStateStarted", "mapStateStartedEventDetails", Shape::map},
    {"MapStateSucceeded", "", Shape::none},
    {"MapStateFailed", "", Shape::none},
    {"MapIterationStarted", "mapIterationStartedEventDetails", Shape::iteration},
    {"MapIterationSucceeded", "mapIterationSucceededEventDetails", Shape::iteration},
    {"MapIterationFailed", "mapIterationFailedEventDetails", Shape::iteration},
    {"MapIterationAborted", "mapIterationAbortedEventDetails", Shape::iteration},
    {"MapRunStarted", "mapRunStartedEventDetails", Shape::run},
    {"MapRunSucceeded", "", Shape::none},
    {"MapRunFailed", "mapRunFailedEventDetails", Shape::ended},
}};

Row const& row_of(EventType type) { return kRows[static_cast<std::size_t>(type)]; }

// "output": "{…}", "outputDetails": {"truncated": false}
void add_data(Json& details, std::string const& name, std::shared_ptr<Json const> const& data) {
  if (!data) return;
  details[name] = dump_json(*data);
  details[name + "Details"] = Json{{"truncated", false}};
}

void add_failure(Json& details, HistoryEvent const& event) {
  if (event.error) details["error"] = *event.error;
  if (event.cause) details["cause"] = *event.cause;
}

void add_resource(Json& details, HistoryEvent const& event) {
  if (event.resource_type.empty()) return;
  details["resourceType"] = event.resource_type;
  details["resource"] = event.resource;
}

void add_schedule(Json& details, HistoryEvent const& event, bool with_data) {
  if (event.resource_type.empty()) {
    details["resource"] = event.resource;
    if (with_data) add_data(details, "input", event.data);
  } else {
    add_resource(details, event);
    details["region"] = event.name;
    if (with_data && event.data) {
      details["parameters"] = dump_json(*event.data);
    }
  }
  if (event.timeout_s) details["timeoutInSeconds"] = *event.timeout_s;
  if (event.heartbeat_s) details["heartbeatInSeconds"] = *event.heartbeat_s;
}

// "assignedVariables": {"name": "JSON as text"}
void add_assigned(Json& details, HistoryEvent const& event) {
  if (!event.assigned || event.assigned->empty()) return;
  Json& texts = details["assignedVariables"] = Json::object();
  for (auto const& [name, value] : event.assigned->items()) {
    texts[name] = dump_json(value);
  }
  details["assignedVariablesDetails"] = Json{{"truncated", false}};
}

Json details_of(HistoryEvent const& event, bool with_data) {
  Json details = Json::object();
  switch (row_of(event.type).shape) {
    case Shape::none:
      break;
    case Shape::start:
      if (with_data) add_data(details, "input", event.data);
      details["roleArn"] = event.name;
      break;
    case Shape::entered:
      if (with_data) add_data(details, "input", event.data);
      details["name"] = event.name;
      break;
    case Shape::exited:
      details["name"] = event.name;
      if (with_data) add_data(details, "output", event.data);
      if (with_data) add_assigned(details, event);
      break;
    case Shape::scheduled:
      add_schedule(details, event, with_data);
      break;
    case Shape::task:
      add_resource(details, event);
      break;
    case Shape::result:
      add_resource(details, event);
      [[fallthrough]];
    case Shape::output:
      if (with_data) add_data(details, "output", event.data);
      break;
    case Shape::failed:
      add_resource(details, event);
      [[fallthrough]];
    case Shape::ended:
      add_failure(details, event);
      break;
    case Shape::map:
      details["length"] = event.number;
      break;
    case Shape::iteration:
      details["name"] = event.name;
      details["index"] = event.number;
      break;
    case Shape::run:
      details["mapRunArn"] = event.name;
      break;
  }
  return details;
}

// The member of the details that holds the event's data.
std::string_view data_member(HistoryEvent const& event) {
  switch (row_of(event.type).shape) {
    case Shape::start:
    case Shape::entered:
      return "input";
    case Shape::scheduled:
      return event.resource_type.empty() ? "input" : "parameters";
    case Shape::exited:
    case Shape::result:
    case Shape::output:
      return "output";
    default:
      return {};
  }
}

}  // namespace

std::string_view to_string(EventType type) noexcept { return row_of(type).name; }

Json to_json(HistoryEvent const& event, bool with_data) {
  Json json = Json::object();
  json["timestamp"] = static_cast<double>(event.time.time_since_epoch().count()) / 1000.0;
  json["type"] = to_string(event.type);
  json["id"] = event.id;
  json["previousEventId"] = event.previous_id;
  Row const& row = row_of(event.type);
  if (!row.details.empty()) json[std::string(row.details)] = details_of(event, with_data);
  return json;
}

// The same JSON but for the order of members. Data is by far the most of it, and is not built into
// JSON only to be taken apart.
std::string to_text(HistoryEvent const& event, DataTexts& texts) {
  std::string_view const name = data_member(event);
  if (event.assigned || !event.data || name.empty()) return dump_json(to_json(event));
  Json json = to_json(event, false);
  std::string const details(row_of(event.type).details);
  ObjectText with_data(json[details]);
  json.erase(details);
  with_data.add(name, texts.quoted(event.data));
  if (name != "parameters") with_data.add(std::string(name) + "Details", R"({"truncated":false})");
  ObjectText text(json);
  text.add(details, std::move(with_data).finish());
  return std::move(text).finish();
}

}  // namespace helio::asl
