#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "aws/logs/request.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {
namespace {

Result<helio::logs::Filter> question_of(Json const& input) {
  auto group = group_of(input);
  if (!group) return fail(group);
  helio::logs::Filter what{.group = std::move(*group),
                           .streams = {},
                           .stream_prefix = text_member(input, "logStreamNamePrefix"),
                           .from = time_of(input, "startTime"),
                           .to = time_of(input, "endTime"),
                           .pattern = text_member(input, "filterPattern"),
                           .limit = limit_of(input, helio::logs::kEventsMax),
                           .token = text_member(input, "nextToken")};
  for (Json const& name : member(input, "logStreamNames")) {
    what.streams.push_back(name.get<std::string>());
  }
  if (!what.streams.empty() && !what.stream_prefix.empty()) {
    return invalid("logStreamNames and logStreamNamePrefix do not go together.");
  }
  if (!flag_of(input, "startFromHead", true)) {
    return invalid("startFromHead false is not supported here; events come oldest first.");
  }
  return what;
}

}  // namespace

Result<Json> filter_log_events(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto const what = question_of(input);
  if (!what) return tl::unexpected(what.error());
  auto page = parts.store.filter(*what);
  if (!page) return fail(page);
  Json answer = {{"events", Json::array()}, {"searchedLogStreams", Json::array()}};
  for (auto& event : page->events) {
    answer["events"].push_back({{"logStreamName", std::move(event.stream)},
                                {"timestamp", ms_of(event.time)},
                                {"message", std::move(event.message)},
                                {"ingestionTime", ms_of(event.ingested_at)},
                                {"eventId", std::move(event.id)}});
  }
  if (!page->next.empty()) answer["nextToken"] = std::move(page->next);
  return answer;
}

}  // namespace helio::aws::logs
