#include "aws/events/put_events.hpp"

#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "aws/events/request.hpp"
#include "base/json_members.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::events {
namespace {

using helio::events::Event;

constexpr std::array<char const*, 4> kTexts = {"Source", "DetailType", "Detail", "EventBusName"};
constexpr double kSecondsMax = 253'402'300'800;  // the year 10000

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

tl::unexpected<Error> wrong_argument(std::string_view member, std::string_view why) {
  return fail(Errc::invalid_argument, "InvalidArgument",
              "Parameter " + std::string(member) + " is not valid. Reason: " + std::string(why));
}

// Seconds since 1970, as the wire has them, or RFC 3339.
Result<Timestamp> time_of(Json const& value) {
  if (value.is_null()) return Timestamp{};
  if (value.is_string()) {
    if (auto const time = parse_rfc3339(value.get_ref<std::string const&>())) return *time;
  } else if (value.is_number()) {
    double const seconds = value.get<double>();
    if (seconds >= 0 && seconds < kSecondsMax) {
      return Timestamp(std::chrono::milliseconds(std::llround(seconds * 1'000)));
    }
  }
  return wrong_argument("Time", "It is neither RFC 3339 nor seconds since 1970.");
}

Result<void> check_members(Json const& entry) {
  if (!entry.is_object()) return wrong_argument("Entries", "An entry is an object.");
  for (char const* const name : kTexts) {
    Json const& value = member(entry, name);
    if (!value.is_null() && !value.is_string()) return wrong_argument(name, "It is no text.");
  }
  for (char const* const name : {"Source", "DetailType", "Detail"}) {
    if (text_member(entry, name).empty()) {
      return wrong_argument(name, std::string(name) + " is a required argument.");
    }
  }
  return {};
}

Result<Event> event_of(Json const& entry) {
  if (auto const good = check_members(entry); !good) return tl::unexpected(good.error());
  auto const time = time_of(member(entry, "Time"));
  if (!time) return tl::unexpected(time.error());
  Event event{.bus = bus_name(text_member(entry, "EventBusName")),
              .source = text_member(entry, "Source"),
              .detail_type = text_member(entry, "DetailType"),
              .time = *time,
              .detail = text_member(entry, "Detail")};
  if (event.source.starts_with("aws.")) {
    return fail(Errc::forbidden, "NotAuthorizedForSourceException",
                "Not authorized for the source.");
  }
  Json const& resources = member(entry, "Resources");
  if (!resources.is_null() && !resources.is_array()) {
    return wrong_argument("Resources", "It is no list of texts.");
  }
  for (Json const& one : resources) {
    if (!one.is_string()) return wrong_argument("Resources", "It is no list of texts.");
    event.resources.push_back(one.get<std::string>());
  }
  if (auto const valid = validate(event); !valid) return tl::unexpected(valid.error());
  return event;
}

}  // namespace

Result<Json> put_events(helio::events::EventBus& bus, Json const& input) {
  if (auto known = refuse_members(input, {"EndpointId"}); !known) return fail(known);
  Json const& entries = member(input, "Entries");
  if (!entries.is_array() || entries.empty() || entries.size() > kEntriesMax) {
    return wrong("Entries is a list of 1 to 10 events.");
  }
  std::vector<Event> events;
  Json answers = Json::array();
  std::size_t failed = 0;
  std::size_t bytes = 0;
  for (Json const& entry : entries) {
    auto event = event_of(entry);
    if (event) {
      bytes += to_json(*event).size();
      events.push_back(std::move(*event));
      answers.push_back(Json::object());
    } else {
      ++failed;
      answers.push_back(
          {{"ErrorCode", event.error().name}, {"ErrorMessage", event.error().message}});
    }
  }
  if (bytes > helio::events::event_bytes_max) {
    return wrong("Total size of the entries in the request is over the limit.");
  }
  auto const ids = events.empty() ? std::vector<std::string>() : bus.publish(std::move(events));
  if (!ids) return tl::unexpected(ids.error());
  auto id = ids->begin();
  for (Json& answer : answers) {
    if (answer.empty()) answer["EventId"] = *id++;
  }
  return Json{{"FailedEntryCount", failed}, {"Entries", std::move(answers)}};
}

}  // namespace helio::aws::events
