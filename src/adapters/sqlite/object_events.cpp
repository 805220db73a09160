#include "adapters/sqlite/object_events.hpp"

#include <nlohmann/json.hpp>

#include "adapters/sqlite/event_store.hpp"
#include "base/json.hpp"
#include "base/json_dump.hpp"
#include "objects/version_id.hpp"

namespace helio::sqlite {
namespace {

using objects::ObjectChange;

// S3 leaves it out where the bucket has no versions.
std::string version_of(ObjectChange const& change) {
  auto const& version = change.object.version_id;
  return version == objects::kNullVersion ? std::string() : version;
}

events::Event created(ObjectChange const& change, EventOwner const& owner, Timestamp time) {
  auto const& [kind, object, origin] = change;
  return events::object_created({.bucket = object.bucket,
                                 .key = object.key,
                                 .size_bytes = object.size_bytes,
                                 .etag = object.etag,
                                 .version_id = version_of(change),
                                 .sequencer = object.sequencer,
                                 .request_id = origin.request_id,
                                 .requester = origin.requester,
                                 .source_ip_address = origin.source_ip,
                                 .reason = origin.reason,
                                 .account = owner.account,
                                 .region = owner.region,
                                 .time = time});
}

events::Event deleted(ObjectChange const& change, EventOwner const& owner, Timestamp time) {
  auto const& [kind, object, origin] = change;
  Json about = {{"key", object.key}};
  if (!object.etag.empty()) about["etag"] = object.etag;
  if (auto const version = version_of(change); !version.empty()) about["version-id"] = version;
  about["sequencer"] = object.sequencer;
  Json const detail = {
      {"version", "0"},
      {"bucket", {{"name", object.bucket}}},
      {"object", std::move(about)},
      {"request-id", origin.request_id},
      {"requester", origin.requester},
      {"source-ip-address", origin.source_ip},
      {"reason", origin.reason},
      {"deletion-type", kind == ObjectChange::Kind::marked_deleted ? "Delete Marker Created"
                                                                   : "Permanently Deleted"}};
  return {.source = "aws.s3",
          .detail_type = "Object Deleted",
          .account = owner.account,
          .region = owner.region,
          .time = time,
          .resources = {"arn:aws:s3:::" + object.bucket},
          .detail = dump_json(detail)};
}

}  // namespace

events::Event event_of(ObjectChange const& change, EventOwner const& owner, Timestamp time) {
  return change.kind == ObjectChange::Kind::created ? created(change, owner, time)
                                                    : deleted(change, owner, time);
}

RecordChange event_recorder(IdGenerator& ids, Clock const& clock, EventOwner owner) {
  return
      [&ids, &clock, owner = std::move(owner)](Connection& connection, ObjectChange const& change) {
        Timestamp const now = clock.wall();
        auto event = event_of(change, owner, now);
        event.id = ids.next();
        return append_event(connection, event, now);
      };
}

}  // namespace helio::sqlite
