#include "notify/message.hpp"

#include "base/json_members.hpp"
#include "base/timestamp.hpp"
#include "notify/notification.hpp"

namespace helio::notify {

Json message_json(Notification const& notification) {
  Message const& message = *notification.message;
  Json json = {
      {"Type", "Notification"}, {"MessageId", notification.id}, {"TopicArn", message.topic_arn}};
  if (!message.subject.empty()) json["Subject"] = message.subject;
  json["Message"] = message.text;
  json["Timestamp"] = to_rfc3339(notification.time);
  if (!message.attributes.is_null()) json["MessageAttributes"] = message.attributes;
  return json;
}

Result<Notification> message_from_json(Json const& json) {
  auto const time = parse_rfc3339(text_member(json, "Timestamp"));
  Notification notification{.id = text_member(json, "MessageId"), .kind = Kind::message};
  if (!time || notification.id.empty()) {
    return fail(Errc::invalid_argument, "InvalidNotification",
                "A message needs MessageId and Timestamp.");
  }
  notification.time = *time;
  notification.message = Message{.topic_arn = text_member(json, "TopicArn"),
                                 .subject = text_member(json, "Subject"),
                                 .text = text_member(json, "Message"),
                                 .attributes = member(json, "MessageAttributes")};
  return notification;
}

}  // namespace helio::notify
