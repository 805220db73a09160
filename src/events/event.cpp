#include "events/event.hpp"

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/timestamp.hpp"

namespace helio::events {
namespace {

std::string json_text(std::string_view text) {
  // What is not UTF-8 becomes U+FFFD rather than an exception.
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

}  // namespace

Result<void> validate(Event const& event) {
  if (event.source.empty()) return invalid("Parameter Source is not valid. Reason: it is empty.");
  if (event.detail_type.empty()) {
    return invalid("Parameter DetailType is not valid. Reason: it is empty.");
  }
  if (event.detail.size() > event_bytes_max || to_json(event).size() > event_bytes_max) {
    return fail(Errc::too_large, "EntryTooLarge",
                "The event has more than " + std::to_string(event_bytes_max) + " bytes.");
  }
  auto const detail = parse_json(event.detail);
  if (!detail || !detail->is_object()) {
    return fail(Errc::invalid_argument, "MalformedDetail", "Detail is malformed: not an object.");
  }
  return {};
}

std::string to_json(Event const& event) {
  std::string resources;
  for (std::string const& each : event.resources) {
    resources += (resources.empty() ? "" : ",") + json_text(each);
  }
  return R"({"version":"0","id":)" + json_text(event.id) + R"(,"detail-type":)" +
         json_text(event.detail_type) + R"(,"source":)" + json_text(event.source) +
         R"(,"account":)" + json_text(event.account) + R"(,"time":")" +
         to_rfc3339_seconds(event.time) + R"(","region":)" + json_text(event.region) +
         R"(,"resources":[)" + resources + R"(],"detail":)" + event.detail + "}";
}

std::string with_replay_name(std::string_view event_json, std::string_view name) {
  std::string out(event_json.substr(0, event_json.rfind('}')));
  return out + R"(,"replay-name":)" + json_text(name) + "}";
}

Event object_created(ObjectCreated const& object) {
  Event event{.source = "aws.s3",
              .detail_type = "Object Created",
              .account = object.account,
              .region = object.region,
              .time = object.time,
              .resources = {"arn:aws:s3:::" + object.bucket}};
  std::string version;
  if (!object.version_id.empty()) version = R"("version-id":)" + json_text(object.version_id) + ",";
  event.detail = R"({"version":"0","bucket":{"name":)" + json_text(object.bucket) +
                 R"(},"object":{"key":)" + json_text(object.key) + R"(,"size":)" +
                 std::to_string(object.size_bytes) + R"(,"etag":)" + json_text(object.etag) + "," +
                 version + R"("sequencer":)" + json_text(object.sequencer) + R"(},"request-id":)" +
                 json_text(object.request_id) + R"(,"requester":)" + json_text(object.requester) +
                 R"(,"source-ip-address":)" + json_text(object.source_ip_address) +
                 R"(,"reason":)" + json_text(object.reason) + "}";
  return event;
}

}  // namespace helio::events
