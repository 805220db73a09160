#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

// An EXPRESS execution ends by itself after five minutes (asl/engine.hpp); this is for its store.
constexpr std::chrono::minutes kWaitMax{6};
constexpr std::int64_t kBilledMs = 100;  // Step Functions counts in these
constexpr int kBilledMb = 64;

Json billing(asl::ExecutionRecord const& record) {
  auto const stopped = record.stopped_at.value_or(record.started_at);
  std::int64_t const ms = (stopped - record.started_at).count();
  return {{"billedMemoryUsedInMB", kBilledMb},
          {"billedDurationInMilliseconds", (ms + kBilledMs - 1) / kBilledMs * kBilledMs}};
}

}  // namespace

Result<Json> start_sync_execution(Context context, Json const& input) {
  auto const place = context.waiting.take_place();
  if (!place) return tl::unexpected(place.error());
  auto request = start_request(input);
  auto const record = context.waiting.result<asl::ExecutionRecord>(
      [&](auto done) {
        context.parts.engine.start_sync_execution(std::move(request), std::move(done));
      },
      kWaitMax);
  if (!record) return tl::unexpected(record.error());
  Json answer = {{"executionArn", record->arn},
                 {"stateMachineArn", record->machine_arn},
                 {"name", record->name},
                 {"startDate", json::epoch_seconds(record->started_at)},
                 {"stopDate", json::epoch_seconds(record->stopped_at.value_or(record->started_at))},
                 {"status", asl::to_string(record->status)}};
  add_data(answer, *record, wants_data(input));
  if (auto const header = text_member(input, "traceHeader"); !header.empty()) {
    answer["traceHeader"] = header;
  }
  answer["billingDetails"] = billing(*record);
  return answer;
}

}  // namespace helio::aws::states
