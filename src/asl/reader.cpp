#include "asl/reader.hpp"

#include "base/timestamp.hpp"

namespace helio::asl {
namespace {

std::optional<std::string> text(Json const& body, std::string_view field) {
  auto const found = body.find(field);
  if (found == body.end()) return std::nullopt;
  return found->get<std::string>();
}

// Does some text in the state name the Context object? Not looking into states inside it.
bool names_context(Json const& body) {
  if (body.is_string()) return body.get_ref<std::string const&>().find("$$") != std::string::npos;
  if (!body.is_structured()) return false;
  for (auto const& [name, value] : body.items()) {
    if (body.is_object() && (name == "States" || name == "Branches")) continue;
    if (names_context(value)) return true;
  }
  return false;
}

}  // namespace

StateMachine Reader::machine(Json const& definition) {
  StateMachine machine{.flow = flow(definition)};
  auto const timeout = definition.find("TimeoutSeconds");
  if (timeout != definition.end()) machine.timeout_s = timeout->get<std::int64_t>();
  return machine;
}

Flow Reader::flow(Json const& body) {
  Json const& states = body.at("States");
  Flow flow;
  flow.start_at = target(body, "StartAt", states);
  flow.states.reserve(states.size());
  for (auto const& [name, one] : states.items()) flow.states.push_back(state(name, one, states));
  return flow;
}

State Reader::state(std::string_view name, Json const& body, Json const& around) {
  State state{.name = std::string(name),
              .next = target(body, "Next", around),
              .reads_context = names_context(body)};
  shared_fields(state, body, around);
  auto const type = parse_state_type(body.at("Type").get_ref<std::string const&>());
  state.kind = kind(*type, body, around);
  return state;
}

void Reader::shared_fields(State& state, Json const& body, Json const& around) {
  state.input_path = selection(body, "InputPath");
  state.output_path = selection(body, "OutputPath");
  // A Map's Parameters are its ItemSelector by an older name.
  if (body.at("Type") != "Map") state.parameters = payload(body, "Parameters");
  state.result_selector = payload(body, "ResultSelector");
  state.result_path = placement(body);
  state.assign = payload(body, "Assign");
  auto const retry = body.find("Retry");
  if (retry != body.end()) {
    for (Json const& one : *retry) state.retry.push_back(retrier(one));
  }
  auto const catchers = body.find("Catch");
  if (catchers != body.end()) {
    for (Json const& one : *catchers) state.catchers.push_back(catcher(one, around));
  }
}

decltype(State::kind) Reader::kind(StateType type, Json const& body, Json const& around) {
  switch (type) {
    case StateType::task:
      return task(body);
    case StateType::pass: {
      auto const result = body.find("Result");
      return PassState{result == body.end() ? nullptr : std::make_shared<Json const>(*result)};
    }
    case StateType::choice:
      return choice(body, around);
    case StateType::wait:
      return wait(body);
    case StateType::succeed:
      return SucceedState{};
    case StateType::fail:
      return fail_state(body);
    case StateType::parallel: {
      ParallelState parallel;
      for (Json const& branch : body.at("Branches")) parallel.branches.push_back(flow(branch));
      return parallel;
    }
    case StateType::map:
      return map(body);
  }
  return SucceedState{};
}

TaskState Reader::task(Json const& body) {
  TaskState task;
  auto resource = keep(parse_resource(body.at("Resource").get_ref<std::string const&>()));
  if (resource) task.resource = std::move(*resource);
  task.timeout = amount(body, "TimeoutSeconds");
  task.heartbeat = amount(body, "HeartbeatSeconds");
  task.credentials = payload(body, "Credentials");
  return task;
}

WaitState Reader::wait(Json const& body) {
  WaitState wait{.seconds = amount(body, "Seconds")};
  if (auto const given = text(body, "Timestamp")) wait.timestamp = keep(parse_rfc3339(*given));
  wait.timestamp_path = path(body, "TimestampPath");
  return wait;
}

FailState Reader::fail_state(Json const& body) {
  return {text(body, "Error"), text(body, "Cause"), path_or_call(body, "ErrorPath"),
          path_or_call(body, "CausePath")};
}

MapState Reader::map(Json const& body) {
  Json const& processor =
      body.contains("ItemProcessor") ? body.at("ItemProcessor") : body.at("Iterator");
  MapState map{.processor = flow(processor)};
  auto const config = processor.find("ProcessorConfig");
  map.distributed = config != processor.end() && config->value("Mode", "INLINE") == "DISTRIBUTED";
  map.items_path = path(body, "ItemsPath");
  map.item_selector = payload(body, "ItemSelector");
  if (!map.item_selector) map.item_selector = payload(body, "Parameters");
  map.max_concurrency = amount(body, "MaxConcurrency");
  map.tolerated_failure_count = amount(body, "ToleratedFailureCount");
  map.tolerated_failure_percentage = amount(body, "ToleratedFailurePercentage");
  return map;
}

}  // namespace helio::asl
