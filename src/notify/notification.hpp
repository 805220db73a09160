// Notification: what one tells the world: about one image, or a message of somebody's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "notify/message.hpp"
#include "results/record.hpp"

namespace helio::notify {

// "image.analyzed", "image.low_confidence", "image.rejected", "image.failed"; "message".
enum class Kind { analyzed, low_confidence, rejected, failed, message };

[[nodiscard]] std::string_view to_string(Kind kind) noexcept;
// Of those about images. Errors: invalid_argument "InvalidNotification".
[[nodiscard]] Result<Kind> parse_kind(std::string_view text);

struct Notification {
  std::string id;  // the same for a retry or a duplicate: receivers drop what they have seen
  Kind kind = Kind::analyzed;
  Timestamp time;
  // The verdict without its details (faces, text, EXIF, timings): receivers fetch those by id.
  results::Record record;
  std::optional<Message> message = {};  // of Kind::message, whose record is empty
};

// Of a settled record. The id is made of image, version, status and execution.
// Errors: invalid_argument "InvalidNotification" for a record that is PROCESSING.
[[nodiscard]] Result<Notification> notification_of(results::Record record, Timestamp time);

// One sentence for people: "cat.jpg: Cat 98 %, Animal 98 %" or "cat.jpg was rejected: …"; of a
// message its subject.
[[nodiscard]] std::string summary(Notification const& notification);

// {"id","type","time","summary","image":{the record}}, or message_json(): the body of a webhook.
[[nodiscard]] Json notification_json(Notification const& notification);
// Errors: invalid_argument "InvalidNotification".
[[nodiscard]] Result<Notification> notification_from_json(Json const& json);

}  // namespace helio::notify
