#include "aws/tasks/service_task.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/json/wire_error.hpp"
#include "aws/tasks/sdk_members.hpp"
#include "base/ids.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::aws::tasks {
namespace {

// An error as the service says it on the wire: a store's own names are nobody's business.
std::string code_of(Service const& service, Error const& error) {
  if (service.model != nullptr) return json::wire_error(error, service.model).name;
  if (error.name == "SlowDown") return "ThrottlingException";
  bool const inside =
      error.code == Errc::unavailable || error.code == Errc::corrupt || error.name == "DiskFull";
  return inside ? "InternalServerError" : error.name;
}

// The SDK's exception for the error, which is what Step Functions names.
std::string exception_of(Service const& service, std::string const& code) {
  std::string name(service.prefix);
  name += '.';
  bool const own = service.model == nullptr
                       ? code != "ValidationException"
                       : std::ranges::find(service.model->errors, code, &json::ErrorModel::name) !=
                             service.model->errors.end();
  if (!own) return name.append(service.other);
  name += code;
  return code.ends_with("Exception") ? name : name + "Exception";
}

int status_of(Service const& service, Error const& error) {
  if (service.model != nullptr) return json::wire_error(error, service.model).status;
  switch (error.code) {
    case Errc::unavailable:
    case Errc::corrupt:
    case Errc::internal:
      return 500;
    default:
      return 400;
  }
}

}  // namespace

asl::TaskRouter::Handler optimized_task(Service service, Operation operation, Random& random) {
  return [service, operation = std::move(operation), &random](
             Json const& parameters, asl::TaskContext const& /*context*/) -> Result<Json> {
    auto answer = operation(parameters);
    std::string const request_id = uuid_v4(random);
    if (answer) {
      (*answer)["SdkHttpMetadata"] = {{"AllHttpHeaders", Json::object()},
                                      {"HttpHeaders", Json::object()},
                                      {"HttpStatusCode", 200}};
      (*answer)["SdkResponseMetadata"] = {{"RequestId", request_id}};
      return answer;
    }
    Error& error = answer.error();
    if (error.name == "EventBridge.FailedEntry") return answer;
    std::string const code = code_of(service, error);
    error.message += " (Service: " + std::string(service.name) +
                     "; Status Code: " + std::to_string(status_of(service, error)) +
                     "; Error Code: " + code + "; Request ID: " + request_id + "; Proxy: null)";
    error.name = exception_of(service, code);
    return answer;
  };
}

asl::TaskRouter::Handler sdk_task(Service service, Operation operation, Random& random) {
  return [service, operation = std::move(operation), &random](
             Json const& parameters, asl::TaskContext const& /*context*/) -> Result<Json> {
    auto answer = operation(parameters);
    if (answer) return answer;
    Error& error = answer.error();
    error.message += " (Service: " + std::string(service.name) +
                     ", Status Code: " + std::to_string(status_of(service, error)) +
                     ", Request ID: " + uuid_v4(random) + ")";
    error.name = exception_of(service, code_of(service, error));
    return answer;
  };
}

void add_sdk_service(asl::TaskRouter& router, std::string_view sdk_name, Service names,
                     json::Service const& service, std::function<json::Caller()> caller,
                     Random& random) {
  auto const& model = service.model();
  names.model = &model;
  for (json::OperationModel const& operation : model.operations) {
    if (!service.has(operation.name)) continue;
    auto const run = [&service, &model, &operation, caller](Json const& input) -> Result<Json> {
      auto const answer =
          service.call(operation.name, to_wire(model, operation.input, input), caller());
      if (!answer) return answer;
      return from_wire(model, operation.output, *answer);
    };
    router.add(
        "arn:aws:states:::aws-sdk:" + std::string(sdk_name) + ":" + action_of(operation.name),
        sdk_task(names, run, random), {.task_token = true});
  }
}

std::string action_of(std::string_view operation) {
  std::string action(operation);
  if (!action.empty() && action[0] >= 'A' && action[0] <= 'Z') {
    action[0] = static_cast<char>(action[0] - 'A' + 'a');
  }
  return action;
}

Json publish_input(Json const& parameters) {
  Json input = parameters;
  Json const& message = member(parameters, "Message");
  if (!message.is_null() && !message.is_string()) input["Message"] = dump_json(message);
  return input;
}

Json put_events_input(Json const& parameters, asl::TaskContext const& context) {
  Json input = parameters;
  if (!member(parameters, "Entries").is_array()) return input;
  for (Json& entry : input["Entries"]) {
    if (!entry.is_object()) continue;
    if (member(entry, "Detail").is_object()) entry["Detail"] = dump_json(entry["Detail"]);
    Json& resources = entry["Resources"];
    if (!resources.is_null() && !resources.is_array()) continue;
    resources.push_back(context.machine_arn);
    resources.push_back(context.execution_arn);
  }
  return input;
}

Result<Json> put_events_answer(Json answer) {
  if (member(answer, "FailedEntryCount") == 0) return answer;
  return fail(Errc::invalid_argument, "EventBridge.FailedEntry", dump_json(answer));
}

}  // namespace helio::aws::tasks
