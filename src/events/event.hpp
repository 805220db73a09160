// Event: the envelope of Amazon EventBridge, and the events that Heliograph itself sends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::events {

// EventBridge's own limit on an entry of PutEvents.
inline constexpr std::size_t event_bytes_max = 256U << 10U;

struct Event {
  std::string id;  // time-ordered (IdGenerator); EventBus fills an empty one
  std::string bus = "default";
  std::string source;
  std::string detail_type;
  std::string account;
  std::string region;
  Timestamp time{};
  std::vector<std::string> resources;
  std::string detail = "{}";  // a JSON object as text, passed on as it is written
};

// Errors: invalid_argument "ValidationException" (no source or detail-type, detail not an object),
// too_large "EntryTooLarge".
[[nodiscard]] Result<void> validate(Event const& event);

// The envelope: version, id, detail-type, source, account, time, region, resources, detail.
[[nodiscard]] std::string to_json(Event const& event);

// The same envelope with "replay-name", as a replay sends it.
[[nodiscard]] std::string with_replay_name(std::string_view event_json, std::string_view name);

// What S3 says about a new object (detail-type "Object Created" of source aws.s3).
struct ObjectCreated {
  std::string bucket;
  std::string key;  // as stored; not URL-encoded
  std::uint64_t size_bytes = 0;
  std::string etag;        // without quotes
  std::string version_id;  // empty: left out, as of a bucket without versions
  std::string sequencer;   // greater for the later event of one key
  std::string request_id;
  std::string requester;  // account or service
  std::string source_ip_address;
  std::string reason = "PutObject";  // or CompleteMultipartUpload, CopyObject, POST Object
  std::string account;
  std::string region;
  Timestamp time{};
};
[[nodiscard]] Event object_created(ObjectCreated const& object);

}  // namespace helio::events
