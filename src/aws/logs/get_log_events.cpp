#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "aws/logs/request.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {

Result<Json> get_log_events(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto group = group_of(input);
  if (!group) return fail(group);
  auto page = parts.store.read({.group = std::move(*group),
                                .stream = text_member(input, "logStreamName"),
                                .from = time_of(input, "startTime"),
                                .to = time_of(input, "endTime"),
                                .limit = limit_of(input, helio::logs::kEventsMax),
                                .from_head = flag_of(input, "startFromHead", false),
                                .token = text_member(input, "nextToken")});
  if (!page) return fail(page);
  Json answer = {{"events", Json::array()},
                 {"nextForwardToken", page->forward},
                 {"nextBackwardToken", page->backward}};
  for (auto& event : page->events) {
    answer["events"].push_back({{"timestamp", ms_of(event.time)},
                                {"message", std::move(event.message)},
                                {"ingestionTime", ms_of(event.ingested_at)}});
  }
  return answer;
}

}  // namespace helio::aws::logs
