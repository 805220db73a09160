// Message: what somebody published to a topic, as Amazon SNS has it.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::notify {

struct Notification;

struct Message {
  std::string topic_arn;
  std::string subject;  // empty: none
  std::string text;
  Json attributes;  // {name: {"Type","Value"}}, or null
};

// The notification of a message as SNS sends it to an HTTP subscriber, but for its signature:
// {"Type":"Notification","MessageId","TopicArn","Subject","Message","Timestamp",
//  "MessageAttributes"}.
[[nodiscard]] Json message_json(Notification const& notification);
// Errors: invalid_argument "InvalidNotification".
[[nodiscard]] Result<Notification> message_from_json(Json const& json);

}  // namespace helio::notify
