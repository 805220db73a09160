#include "adapters/awscloud/state_machines.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::awscloud {
namespace {

constexpr double kSecondsMax = 253'402'300'799;  // the end of the year 9999

tl::unexpected<Error> no_answer() {
  return fail(Errc::unavailable, "InvalidResponse",
              "Step Functions answered without what was asked for; try again.");
}

// Times are Unix seconds with a fraction.
std::optional<Timestamp> time_member(Json const& object, char const* name) {
  Json const& value = member(object, name);
  if (!value.is_number()) return std::nullopt;
  double const seconds = value.get<double>();
  if (!(std::abs(seconds) <= kSecondsMax)) return std::nullopt;
  return Timestamp(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

}  // namespace

Result<StartedExecution> StateMachines::start(std::string const& machine_arn,
                                              std::string const& name, Json const& input) {
  Json request = {{"stateMachineArn", machine_arn}, {"input", dump_json(input)}};
  if (!name.empty()) request["name"] = name;
  auto const answer = client_.json(kStates, "AWSStepFunctions.StartExecution", request);
  if (!answer) return tl::unexpected(answer.error());
  auto const started_at = time_member(*answer, "startDate");
  std::string arn = text_member(*answer, "executionArn");
  if (arn.empty() || !started_at) return no_answer();
  return StartedExecution{std::move(arn), *started_at};
}

Result<ExecutionView> StateMachines::describe(std::string const& execution_arn) {
  auto const answer = client_.json(kStates, "AWSStepFunctions.DescribeExecution",
                                   {{"executionArn", execution_arn}});
  if (!answer) return tl::unexpected(answer.error());
  auto const started_at = time_member(*answer, "startDate");
  ExecutionView view;
  view.arn = text_member(*answer, "executionArn");
  view.name = text_member(*answer, "name");
  view.machine_arn = text_member(*answer, "stateMachineArn");
  view.status = text_member(*answer, "status");
  view.stopped_at = time_member(*answer, "stopDate");
  view.input = text_member(*answer, "input");
  view.output = text_member(*answer, "output");
  view.error = text_member(*answer, "error");
  view.cause = text_member(*answer, "cause");
  if (view.arn.empty() || view.status.empty() || !started_at) return no_answer();
  view.started_at = *started_at;
  return view;
}

}  // namespace helio::awscloud
