// ObjectCreated: the part that concerns us of the event that starts the pipeline, "Object Created"
// of the source aws.s3. Keys in it are raw: EventBridge, unlike S3's older notifications, does not
// URL-encode them.
#pragma once

#include <cstdint>
#include <string>

#include "base/json.hpp"
#include "base/result.hpp"
#include "objects/object_store.hpp"
#include "results/record.hpp"

namespace helio::functions {

struct ObjectCreated {
  std::string bucket, key;
  std::string version_id;  // empty where the bucket is not versioned
  std::string sequencer;
  std::string request_id;  // of the upload; empty where the event does not say it
  std::uint64_t size_bytes = 0;
};

// From the event's `detail`. Errors: invalid_argument "InvalidEvent" naming the member.
[[nodiscard]] Result<ObjectCreated> object_created(Json const& detail);

// The record of that object as it begins: PROCESSING, of now.
[[nodiscard]] results::Record new_record(ObjectCreated const& object, Timestamp now);

// The very version of the object that a record tells of.
[[nodiscard]] objects::ObjectId object_of(results::Record const& record);

// What the store says of it. An image is deleted where that version is, or where the key is: in a
// bucket with versions a delete leaves them all, and a marker before them.
// Errors: the store's; not_found for a deleted one.
[[nodiscard]] Result<objects::ObjectInfo> find_image(objects::ObjectStore& objects,
                                                     results::Record const& record);

}  // namespace helio::functions
