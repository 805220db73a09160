#include "notify/publishing_result_store.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/timestamp.hpp"

namespace helio::notify {

Result<bool> PublishingResultStore::put(results::Record const& record) {
  auto stored = store_.put(record);
  if (!stored || !*stored) return stored;
  Json change = {{"image_id", record.image_id}, {"status", to_string(record.status)}};
  if (!record.user_id.empty()) change["user_id"] = record.user_id;
  change["bucket"] = record.bucket;
  change["key"] = record.key;
  if (record.confidence) change["confidence"] = *record.confidence;
  if (!record.execution_arn.empty()) change["execution_arn"] = record.execution_arn;
  change["updated_at"] = to_rfc3339(record.updated_at);
  feed_.publish("result", change);
  return stored;
}

Result<results::Removed> PublishingResultStore::remove(std::string_view image_id) {
  auto removed = store_.remove(image_id);
  if (removed) publish_removed(*removed);
  return removed;
}

void PublishingResultStore::publish_removed(results::Removed const& removed) {
  feed_.publish("result", {{"image_id", removed.image_id}, {"deleted", true}});
}

}  // namespace helio::notify
