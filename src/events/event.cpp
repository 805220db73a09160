#include "events/event.hpp"

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/json_dump.hpp"
#include "base/timestamp.hpp"

namespace helio::events {
namespace {

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
    resources += (resources.empty() ? "" : ",") + dump_json(each);
  }
  return R"({"version":"0","id":)" + dump_json(event.id) + R"(,"detail-type":)" +
         dump_json(event.detail_type) + R"(,"source":)" + dump_json(event.source) +
         R"(,"account":)" + dump_json(event.account) + R"(,"time":")" +
         to_rfc3339_seconds(event.time) + R"(","region":)" + dump_json(event.region) +
         R"(,"resources":[)" + resources + R"(],"detail":)" + event.detail + "}";
}

std::string with_replay_name(std::string_view event_json, std::string_view name) {
  std::string out(event_json.substr(0, event_json.rfind('}')));
  return out + R"(,"replay-name":)" + dump_json(name) + "}";
}

Event object_created(ObjectCreated const& object) {
  Event event{.source = "aws.s3",
              .detail_type = "Object Created",
              .account = object.account,
              .region = object.region,
              .time = object.time,
              .resources = {"arn:aws:s3:::" + object.bucket}};
  std::string version;
  if (!object.version_id.empty()) version = R"("version-id":)" + dump_json(object.version_id) + ",";
  event.detail = R"({"version":"0","bucket":{"name":)" + dump_json(object.bucket) +
                 R"(},"object":{"key":)" + dump_json(object.key) + R"(,"size":)" +
                 std::to_string(object.size_bytes) + R"(,"etag":)" + dump_json(object.etag) + "," +
                 version + R"("sequencer":)" + dump_json(object.sequencer) + R"(},"request-id":)" +
                 dump_json(object.request_id) + R"(,"requester":)" + dump_json(object.requester) +
                 R"(,"source-ip-address":)" + dump_json(object.source_ip_address) +
                 R"(,"reason":)" + dump_json(object.reason) + "}";
  return event;
}

}  // namespace helio::events
