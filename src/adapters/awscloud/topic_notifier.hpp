// TopicNotifier: notifications to an Amazon SNS topic.
//
// The message is notification_json(), or the text of a message of somebody's own; the subject is
// its summary where SNS takes it (100 characters of ASCII). Attributes "type" and "status" let
// subscriptions filter. A FIFO topic gets the notification's id for its duplicates, and the image's
// for its order.
// Errors  AWS's by their names, "NotFound" (no such topic), "InvalidParameter", …; too_large
//         "MessageTooLong" past kMessageBytesMax.
#pragma once

#include <string>

#include "adapters/awscloud/client.hpp"
#include "notify/notifier.hpp"

namespace helio::awscloud {

inline constexpr std::size_t kMessageBytesMax = 256U << 10U;

class TopicNotifier final : public notify::Notifier {
 public:
  TopicNotifier(Client& client, std::string topic_arn)
      : client_(client), topic_arn_(std::move(topic_arn)) {}

  Result<void> notify(notify::Notification const& notification) override;

 private:
  Client& client_;
  const std::string topic_arn_;
};

}  // namespace helio::awscloud
