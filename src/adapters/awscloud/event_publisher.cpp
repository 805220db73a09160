#include "adapters/awscloud/event_publisher.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/retry.hpp"
#include "adapters/awscloud/service_error.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::awscloud {
namespace {

constexpr std::size_t kEntriesMax = 10;                     // of a call
constexpr std::size_t kBytesMax = std::size_t{256} << 10U;  // of a call, as EventBridge counts them
constexpr std::size_t kTimeBytes = 14;

double seconds_of(Timestamp time) {
  return static_cast<double>(time.time_since_epoch().count()) / 1000;
}

Json entry_json(EventEntry const& entry) {
  Json json = {{"Source", entry.source},
               {"DetailType", entry.detail_type},
               {"Detail", dump_json(entry.detail)},
               {"EventBusName", entry.bus}};
  if (!entry.resources.empty()) json["Resources"] = entry.resources;
  if (entry.time) json["Time"] = seconds_of(*entry.time);
  return json;
}

std::size_t bytes_of_entry(Json const& entry) {
  std::size_t bytes = entry.contains("Time") ? kTimeBytes : 0;
  for (char const* const name : {"Source", "DetailType", "Detail"}) {
    bytes += entry[name].get_ref<std::string const&>().size();
  }
  for (Json const& resource : member(entry, "Resources")) {
    bytes += resource.get_ref<std::string const&>().size();
  }
  return bytes;
}

// What PutEvents says of one entry.
EventOutcome outcome_of(Json const& result) {
  std::string id = text_member(result, "EventId");
  if (!id.empty()) return id;
  std::string name = text_member(result, "ErrorCode");
  std::string message = text_member(result, "ErrorMessage");
  if (name.empty()) {
    return fail(Errc::unavailable, "InvalidResponse",
                "EventBridge told nothing of this event; send it again.");
  }
  if (message.empty()) message = "EventBridge refused the event (" + name + ").";
  bool const theirs = name == "InternalFailure" || name == "InternalException";
  Errc const code = is_throttling(name) ? Errc::exhausted
                    : theirs            ? Errc::unavailable
                                        : Errc::invalid_argument;
  return tl::unexpected(Error{code, std::move(name), std::move(message)});
}

}  // namespace

// One call of the entries at `indexes`; their outcomes are put in their places.
Result<void> EventPublisher::put_some(std::vector<Json> const& entries,
                                      std::vector<std::size_t> const& indexes,
                                      std::vector<EventOutcome>& outcomes) {
  Json list = Json::array();
  for (std::size_t const index : indexes) list.push_back(entries[index]);
  auto const answer = client_.json(kEvents, "AWSEvents.PutEvents", {{"Entries", std::move(list)}});
  if (!answer) return tl::unexpected(answer.error());
  Json const& results = member(*answer, "Entries");
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    outcomes[indexes[i]] =
        outcome_of(results.is_array() && i < results.size() ? results[i] : Json());
  }
  return {};
}

Result<std::vector<EventOutcome>> EventPublisher::put(std::vector<EventEntry> const& entries) {
  std::vector<Json> sent;
  for (EventEntry const& entry : entries) sent.push_back(entry_json(entry));
  std::vector<EventOutcome> outcomes(entries.size(), EventOutcome(std::string()));
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < sent.size(); ++i) left.push_back(i);
  for (int attempt = 1; !left.empty(); ++attempt) {
    for (std::size_t at = 0; at < left.size();) {
      std::vector<std::size_t> batch;
      std::size_t bytes = 0;
      while (at < left.size() && batch.size() < kEntriesMax) {
        std::size_t const more = bytes_of_entry(sent[left[at]]);
        if (!batch.empty() && bytes + more > kBytesMax) break;
        bytes += more;
        batch.push_back(left[at++]);
      }
      if (auto put = put_some(sent, batch, outcomes); !put) return fail(put);
    }
    std::erase_if(left, [&](std::size_t index) {
      return outcomes[index] || !is_worth_a_retry(outcomes[index].error());
    });
    if (attempt >= client_.settings().attempts_max()) break;
    if (!left.empty()) client_.pause_after(attempt);
  }
  return outcomes;
}

}  // namespace helio::awscloud
