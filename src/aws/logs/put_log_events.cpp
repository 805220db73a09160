#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "aws/logs/request.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {
namespace {

using helio::logs::Batch;
using helio::logs::LogEvent;

constexpr std::size_t kBatchBytesMax = 1'048'576;
constexpr std::size_t kEventOverheadBytes = 26;  // that each event counts besides its message
constexpr auto kBatchSpanMax = std::chrono::hours(24);
constexpr auto kAgeMax = std::chrono::days(14);
constexpr auto kAheadMax = std::chrono::hours(2);

// As many of the oldest as are too old, and those from the first that is too new on, are left out,
// and the answer says so.
struct Accepted {
  std::size_t too_old = 0, expired = 0, too_new_from = 0;
};

Result<std::vector<LogEvent>> events_of(Json const& list) {
  std::vector<LogEvent> events;
  std::size_t bytes = 0;
  for (Json const& one : list) {
    LogEvent event{time_of(one, "timestamp").value_or(Timestamp()), text_member(one, "message")};
    if (event.message.size() > helio::logs::kMessageBytesMax) {
      return invalid("Log event too large: " + std::to_string(event.message.size()) +
                     " bytes exceeds limit of " + std::to_string(helio::logs::kMessageBytesMax));
    }
    bytes += event.message.size() + kEventOverheadBytes;
    events.push_back(std::move(event));
  }
  if (bytes > kBatchBytesMax) {
    return invalid("Upload too large: " + std::to_string(bytes) + " bytes exceeds limit of " +
                   std::to_string(kBatchBytesMax));
  }
  if (!std::ranges::is_sorted(events, {}, &LogEvent::time)) {
    return invalid("Log events in a single PutLogEvents request must be in chronological order.");
  }
  if (events.back().time - events.front().time > kBatchSpanMax) {
    return invalid(
        "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
  return events;
}

Accepted accepted(std::vector<LogEvent> const& events, Timestamp now,
                  std::optional<int> retention_days) {
  auto const before = [&events](Timestamp time) {
    return static_cast<std::size_t>(std::ranges::lower_bound(events, time, {}, &LogEvent::time) -
                                    events.begin());
  };
  return {.too_old = before(now - kAgeMax),
          .expired = retention_days ? before(now - std::chrono::days(*retention_days)) : 0,
          .too_new_from = before(now + kAheadMax + std::chrono::milliseconds(1))};
}

Json answer_of(Accepted const& accepted, std::size_t events) {
  Json rejected = Json::object();
  if (accepted.too_old > 0) rejected["tooOldLogEventEndIndex"] = accepted.too_old;
  if (accepted.expired > 0) rejected["expiredLogEventEndIndex"] = accepted.expired;
  if (accepted.too_new_from < events) rejected["tooNewLogEventStartIndex"] = accepted.too_new_from;
  // Sequence tokens count for nothing any more, but older clients look for one.
  Json answer = {{"nextSequenceToken", std::string(56, '0')}};
  if (!rejected.empty()) answer["rejectedLogEventsInfo"] = std::move(rejected);
  return answer;
}

// What append() would make.
Result<helio::logs::LogGroup> existing(Parts const& parts, Batch const& batch) {
  auto streams = parts.catalog.streams(
      {.group = batch.group, .prefix = batch.stream, .after = {}, .limit = 1});
  if (!streams) return fail(streams);
  if (streams->empty() || streams->front().name != batch.stream) {
    return fail(Errc::not_found, "ResourceNotFoundException",
                "The specified log stream does not exist.");
  }
  auto groups = parts.catalog.groups(batch.group, "", 1);
  if (!groups) return fail(groups);
  return groups->empty() ? helio::logs::LogGroup{} : groups->front();
}

}  // namespace

Result<Json> put_log_events(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto events = events_of(member(input, "logEvents"));
  if (!events) return fail(events);
  Batch batch{text_member(input, "logGroupName"), text_member(input, "logStreamName"), {}};
  auto const group = existing(parts, batch);
  if (!group) return tl::unexpected(group.error());
  auto const kept = accepted(*events, parts.clock.wall(), group->retention_days);
  for (std::size_t at = std::max(kept.too_old, kept.expired); at < kept.too_new_from; ++at) {
    batch.events.push_back(std::move((*events)[at]));
  }
  if (auto done = parts.store.append({&batch, 1}); !done) return fail(done);
  return answer_of(kept, events->size());
}

}  // namespace helio::aws::logs
