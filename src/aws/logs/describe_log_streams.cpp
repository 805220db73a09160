#include <charconv>

#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "aws/logs/request.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {
namespace {

using helio::logs::ListStreams;
using helio::logs::LogStream;
using helio::logs::StreamOrder;

constexpr int kStreamsMax = 50;

// "TIME:NAME" of a page's last stream; the time is missing where the stream has no events.
std::string token_of(LogStream const& last) {
  return (last.last_event_at ? std::to_string(ms_of(*last.last_event_at)) : "") + ":" + last.name;
}

Result<LogStream> stream_of(std::string_view token) {
  auto const bad = [] { return invalid("The specified nextToken is invalid."); };
  auto const colon = token.find(':');
  if (colon == std::string_view::npos) return bad();
  LogStream stream;
  stream.name = token.substr(colon + 1);
  if (colon == 0) return stream;
  std::int64_t ms = 0;
  auto const* const end = token.data() + colon;
  auto const read = std::from_chars(token.data(), end, ms);
  if (read.ec != std::errc() || read.ptr != end) return bad();
  stream.last_event_at = Timestamp(std::chrono::milliseconds(ms));
  return stream;
}

Result<ListStreams> question_of(Json const& input) {
  auto group = group_of(input);
  if (!group) return fail(group);
  ListStreams what{.group = std::move(*group), .prefix = text_member(input, "logStreamNamePrefix")};
  if (text_member(input, "orderBy") == "LastEventTime") {
    what.order = StreamOrder::last_event;
    if (!what.prefix.empty()) {
      return invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
  }
  what.descending = flag_of(input, "descending", false);
  what.limit = limit_of(input, kStreamsMax);
  if (auto const token = text_member(input, "nextToken"); !token.empty()) {
    auto after = stream_of(token);
    if (!after) return fail(after);
    what.after = std::move(*after);
  }
  return what;
}

Json to_json(LogStream const& stream, std::string const& group_arn) {
  Json json = {{"logStreamName", stream.name}, {"creationTime", ms_of(stream.created_at)}};
  auto const add = [&json](char const* name, std::optional<Timestamp> time) {
    if (time) json[name] = ms_of(*time);
  };
  add("firstEventTimestamp", stream.first_event_at);
  add("lastEventTimestamp", stream.last_event_at);
  add("lastIngestionTime", stream.last_ingested_at);
  json["arn"] = group_arn + ":log-stream:" + stream.name;
  json["storedBytes"] = 0;  // as CloudWatch has it since 2019
  return json;
}

}  // namespace

Result<Json> describe_log_streams(Parts const& parts, Json const& input, Caller const& caller) {
  auto what = question_of(input);
  if (!what) return fail(what);
  auto const limit = static_cast<std::size_t>(what->limit++);  // one more says whether there is
  auto streams = parts.catalog.streams(*what);
  if (!streams) return fail(streams);
  Json answer = {{"logStreams", Json::array()}};
  if (streams->size() > limit) {
    streams->pop_back();
    answer["nextToken"] = token_of(streams->back());
  }
  auto const arn = group_arn(caller, what->group);
  for (LogStream const& stream : *streams) answer["logStreams"].push_back(to_json(stream, arn));
  return answer;
}

}  // namespace helio::aws::logs
