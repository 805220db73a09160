// Notification: what one tells the world about one image.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "results/record.hpp"

namespace helio::notify {

// "image.analyzed", "image.low_confidence", "image.rejected", "image.failed".
enum class Kind { analyzed, low_confidence, rejected, failed };

[[nodiscard]] std::string_view to_string(Kind kind) noexcept;

struct Notification {
  std::string id;  // the same for a retry or a duplicate: receivers drop what they have seen
  Kind kind = Kind::analyzed;
  Timestamp time;
  results::Record record;  // without faces, text boxes and the like: receivers fetch those by id
};

// `record` must be settled (not PROCESSING). The id is made of image, version, status and
// execution.
[[nodiscard]] Notification notification_of(results::Record const& record, Timestamp time);

// One sentence for people: "cat.jpg: Cat 98 %, Animal 98 %" or "cat.jpg was rejected: …".
[[nodiscard]] std::string summary(Notification const& notification);

// {"id","type","time","summary","image":{image_id,user_id,status,bucket,key,version_id,confidence,
// labels:[{Name,Confidence}…],error,execution_arn}}: the body of a webhook.
[[nodiscard]] Json notification_json(Notification const& notification);

}  // namespace helio::notify
