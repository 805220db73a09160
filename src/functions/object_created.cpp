#include "functions/object_created.hpp"

#include <utility>

#include "base/json_members.hpp"

namespace helio::functions {

Result<ObjectCreated> object_created(Json const& detail) {
  Json const& object = member(detail, "object");
  ObjectCreated created;
  created.bucket = text_member(member(detail, "bucket"), "name");
  created.key = text_member(object, "key");
  created.version_id = text_member(object, "version-id");
  created.sequencer = text_member(object, "sequencer");
  created.request_id = text_member(detail, "request-id");
  Json const& size = member(object, "size");
  if (size.is_number_unsigned()) created.size_bytes = size.get<std::uint64_t>();
  for (auto const& [value, name] : {std::pair(&created.bucket, "detail.bucket.name"),
                                    std::pair(&created.key, "detail.object.key")}) {
    if (!value->empty()) continue;
    return fail(Errc::invalid_argument, "InvalidEvent",
                std::string("The event is no \"Object Created\" of S3: it has no ") + name + ".");
  }
  return created;
}

results::Record new_record(ObjectCreated const& object, Timestamp now) {
  results::Record record;
  record.image_id = results::image_id_of(object.bucket, object.key, object.version_id);
  record.bucket = object.bucket;
  record.key = object.key;
  record.version_id = object.version_id;
  record.sequencer = object.sequencer;
  record.created_at = record.updated_at = now;
  return record;
}

objects::ObjectId object_of(results::Record const& record) {
  objects::ObjectId object{.bucket = record.bucket, .key = record.key, .version_id = {}};
  if (!record.version_id.empty()) object.version_id = record.version_id;
  return object;
}

Result<objects::ObjectInfo> find_image(objects::ObjectStore& objects,
                                       results::Record const& record) {
  auto latest = objects.head({.bucket = record.bucket, .key = record.key, .version_id = {}});
  bool const is_it =
      record.version_id.empty() || !latest || latest->version_id == record.version_id;
  return is_it ? std::move(latest) : objects.head(object_of(record));
}

}  // namespace helio::functions
