#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

constexpr std::size_t kAtATime = 32;  // each comes with its input and output, 256 KiB at most

std::optional<asl::Status> status_in(std::string_view text) {
  using enum asl::Status;
  for (auto const status : {running, succeeded, failed, timed_out, aborted}) {
    if (asl::to_string(status) == text) return status;
  }
  return std::nullopt;
}

// Whose executions are asked for.
Result<std::string> machine_of(Context context, Json const& input) {
  auto const map_run = text_member(input, "mapRunArn");
  auto arn = text_member(input, "stateMachineArn");
  if (map_run.empty() == arn.empty()) {
    return fail(Errc::invalid_argument, "ValidationException",
                "Either a stateMachineArn or a mapRunArn must be specified, and not both");
  }
  if (!map_run.empty()) {
    return fail(Errc::not_found, "ResourceNotFound",
                "Resource not found: '" + map_run + "'; iterations are no executions here");
  }
  if (!text_member(input, "redriveFilter").empty()) {
    return fail(Errc::invalid_argument, "ValidationException",
                "The redriveFilter can only be used with a mapRunArn");
  }
  auto const machine = context.parts.machines.describe(arn);
  if (!machine) return tl::unexpected(machine.error());
  if (machine->type == asl::MachineType::express) {
    return fail(Errc::unsupported, "StateMachineTypeNotSupported",
                "This operation is not supported by this type of state machine");
  }
  return arn;
}

}  // namespace

Result<Json> list_executions(Context context, Json const& input) {
  auto const machine = machine_of(context, input);
  if (!machine) return tl::unexpected(machine.error());
  Json answer = {{"executions", Json::array()}};
  Json& listed = answer["executions"];
  auto const filter = text_member(input, "statusFilter");
  asl::ListExecutions request{.machine_arn = *machine,
                              .status = status_in(filter),
                              .cursor = text_member(input, "nextToken")};
  if (!filter.empty() && !request.status) return answer;  // PENDING_REDRIVE: only of a map run
  for (std::size_t const size = page_size(input);;) {
    request.limit = std::min(size - listed.size(), kAtATime);
    auto page = context.parts.engine.list_executions(request);
    if (!page) return tl::unexpected(page.error());
    for (auto const& record : page->executions) listed.push_back(summary(record));
    if (!page->next_cursor) return answer;
    if (listed.size() >= size) {
      answer["nextToken"] = *page->next_cursor;
      return answer;
    }
    request.cursor = *std::move(page->next_cursor);
  }
}

}  // namespace helio::aws::states
