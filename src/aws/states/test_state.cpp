#include <algorithm>
#include <cmath>
#include <span>

#include <nlohmann/json.hpp>

#include "asl/arn.hpp"
#include "asl/state_trial.hpp"
#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/ids.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

constexpr std::chrono::seconds kTaskMax{300};
constexpr std::size_t kDataBytesMax = 256U << 10U;
constexpr char const* kName = "TestState";

tl::unexpected<Error> refused(std::string message) {
  return fail(Errc::unsupported, "ValidationException", std::move(message));
}

tl::unexpected<Error> not_defined(std::string const& why) {
  return tl::unexpected(as_definition_error({Errc::invalid_argument, "InvalidDefinition", why}));
}

// Of the definition, which is the state or has it under `name`.
Result<Json> state_in(std::string const& definition, std::string const& name) {
  auto parsed = parse_json(definition, {asl::kDefinitionBytesMax, asl::kDefinitionDepthMax});
  if (!parsed) return not_defined("INVALID_JSON_DESCRIPTION: " + parsed.error().message);
  Json state = name.empty() ? *std::move(parsed) : member(member(*parsed, "States"), name);
  if (state.is_object()) return state;
  return not_defined(name.empty() ? "SCHEMA_VALIDATION_FAILED: A state is a JSON object"
                                  : "The definition has no state '" + name + "'");
}

// What is taken but would have no effect is refused.
Result<void> check_supported(Json const& input, Json const& state) {
  auto const type = text_member(state, "Type");
  if (type == "Map" || type == "Parallel") {
    return refused("TestState tries Task, Pass, Choice, Wait, Succeed and Fail here, no " + type +
                   "; start an execution instead.");
  }
  if (!member(input, "context").is_null()) {
    return refused("The member context is not supported here; leave it out.");
  }
  for (char const* const name :
       {"errorCausedByState", "mapIterationFailureCount", "mapItemReaderData"}) {
    if (member(member(input, "stateConfiguration"), name).is_null()) continue;
    return refused("Of stateConfiguration only retrierRetryCount is supported here.");
  }
  Json const& mock = member(input, "mock");
  if (mock.is_null()) {
    auto const resource = text_member(state, "Resource");
    for (std::string_view const end : {".sync", ".sync:2", ".waitForTaskToken"}) {
      if (resource.ends_with(end)) {
        return refused("TestState does not wait for jobs and tokens; give a mock of the result.");
      }
    }
  } else if (member(mock, "result").is_null() == member(mock, "errorOutput").is_null()) {
    return refused("A mock has either a result or an errorOutput.");
  }
  return {};
}

Result<Json> data_in(Json const& input, std::string_view name, std::string_view error) {
  auto parsed = parse_json(optional_text(input, name).value_or("{}"), {.bytes_max = kDataBytesMax});
  if (parsed) return parsed;
  return fail(Errc::invalid_argument, error,
              "Invalid " + std::string(name) + ": " + parsed.error().message);
}

Result<asl::StateToTry> what_to_try(Parts const& parts, Json const& input) {
  auto const name = text_member(input, "stateName");
  auto state = state_in(text_member(input, "definition"), name);
  if (!state) return tl::unexpected(state.error());
  if (auto const good = check_settings(input); !good) return tl::unexpected(good.error());
  if (auto const good = check_supported(input, *state); !good) {
    return tl::unexpected(good.error());
  }
  auto data = data_in(input, "input", "InvalidExecutionInput");
  if (!data) return tl::unexpected(data.error());
  auto variables = data_in(input, "variables", "ValidationException");
  if (!variables) return tl::unexpected(variables.error());
  if (!variables->is_object()) return refused("The variables must be a JSON object.");
  Json const& configuration = member(input, "stateConfiguration");
  std::string const id = uuid_v4(parts.random);
  auto const& account = parts.machines.account();
  asl::StateToTry what{.state = *std::move(state),
                       .name = name.empty() ? kName : name,
                       .input = std::make_shared<Json const>(*std::move(data)),
                       .variables = *std::move(variables),
                       .attempts = json::int_member(configuration, "retrierRetryCount").value_or(0),
                       .info = {.arn = asl::execution_arn(account, kName, id),
                                .name = id,
                                .role_arn = text_member(input, "roleArn"),
                                .machine_arn = asl::machine_arn(account, kName),
                                .machine_name = kName},
                       .time = parts.clock.wall()};
  parts.random.fill(std::as_writable_bytes(std::span(&what.seed, 1)));
  return what;
}

// Says where in the state, which is all that the caller has given.
Result<void> check_definition(Parts const& parts, asl::StateTrial const& trial,
                              std::string const& name) {
  for (auto const& found :
       parts.machines.validate(trial.machine().dump(), asl::MachineType::standard)) {
    if (found.severity != asl::Severity::error) continue;
    std::string at = found.location;
    std::string const state = "/States/" + name;
    if (at.starts_with(state)) at.erase(0, state.size());
    return not_defined(found.code + ": " + found.message + " at " + at);
  }
  return {};
}

asl::TaskOutcome mocked(Json const& mock) {
  Json const& error = member(mock, "errorOutput");
  if (!error.is_null()) {
    return tl::unexpected(
        asl::TaskFailure{text_member(error, "error"), text_member(error, "cause")});
  }
  auto result = parse_json(text_member(mock, "result"), {.bytes_max = kDataBytesMax});
  if (!result) {
    return tl::unexpected(asl::TaskFailure{
        "States.Runtime", "The result of the mock is no JSON: " + result.error().message});
  }
  return std::make_shared<Json const>(*std::move(result));
}

asl::TaskOutcome done_by(Context context, asl::ScheduleTask const& task,
                         asl::ExecutionInfo const& info) {
  asl::TaskContext const who{.execution_arn = info.arn,
                             .execution_name = info.name,
                             .machine_arn = info.machine_arn,
                             .state = task.state,
                             .id = task.id,
                             .timeout_s = task.timeout_s,
                             .heartbeat_s = task.heartbeat_s};
  auto const max =
      std::min(std::chrono::seconds(task.timeout_s.value_or(kTaskMax.count())), kTaskMax);
  auto outcome = context.waiting.answer<asl::TaskOutcome>(
      [&](auto done) {
        context.parts.tasks.run(task.resource, task.parameters, who, std::move(done));
      },
      max);
  if (outcome) return *std::move(outcome);
  context.parts.tasks.cancel(info.arn, task.id);
  return tl::unexpected(asl::TaskFailure{"States.Timeout", ""});
}

void add_error_details(Json& inspection, asl::StateTrial::Outcome const& outcome) {
  if (outcome.retrier) {
    inspection["errorDetails"] = {
        {"retryIndex", *outcome.retrier},
        {"retryBackoffIntervalSeconds", static_cast<std::int64_t>(std::ceil(outcome.backoff_s))}};
  }
  if (outcome.catcher) inspection["errorDetails"] = {{"catchIndex", *outcome.catcher}};
}

}  // namespace

// The task of a Task is done for real, unless it is mocked. TRACE tells what DEBUG tells.
Result<Json> test_state(Context context, Json const& input) {
  auto const what = what_to_try(context.parts, input);
  if (!what) return tl::unexpected(what.error());
  Json const& mock = member(input, "mock");
  asl::StateTrial trial(*what, [&](asl::ScheduleTask const& task) {
    return mock.is_null() ? done_by(context, task, what->info) : mocked(mock);
  });
  if (auto const good = check_definition(context.parts, trial, what->name); !good) {
    return tl::unexpected(good.error());
  }
  auto const place = context.waiting.take_place();
  if (!place) return tl::unexpected(place.error());
  auto const outcome = trial.run();
  if (!outcome) return tl::unexpected(as_definition_error(outcome.error()));
  Json answer = Json::object();
  if (outcome->output) answer["output"] = dump_json(*outcome->output);
  if (outcome->error) answer["error"] = *outcome->error;
  if (outcome->cause) answer["cause"] = *outcome->cause;
  auto const level = text_member(input, "inspectionLevel");
  if (level == "DEBUG" || level == "TRACE") {
    answer["inspectionData"] = trial.inspection();
    add_error_details(answer["inspectionData"], *outcome);
  }
  if (!outcome->next_state.empty()) answer["nextState"] = outcome->next_state;
  answer["status"] = to_string(outcome->status);
  return answer;
}

}  // namespace helio::aws::states
