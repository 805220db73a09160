#include "notify/log_notifier.hpp"

#include <string>

#include <nlohmann/json.hpp>

#include "base/log.hpp"

namespace helio::notify {

namespace {

// Not its text: a task token may stand there.
void log_message(Notification const& notification) {
  Message const& message = *notification.message;
  log::info("A message was published.", {{"topic_arn", message.topic_arn},
                                         {"message_id", notification.id},
                                         {"subject", message.subject},
                                         {"bytes", message.text.size()}});
}

}  // namespace

Result<void> LogNotifier::notify(Notification const& notification) {
  if (notification.message) {
    log_message(notification);
    return {};
  }
  results::Record const& record = notification.record;
  Json fields = {{"type", to_string(notification.kind)},
                 {"summary", summary(notification)},
                 {"image_id", record.image_id},
                 {"bucket", record.bucket},
                 {"key", record.key},
                 {"execution_arn", record.execution_arn}};
  if (record.error) fields["error"] = record.error->code;
  bool const failed = notification.kind == Kind::failed;
  log::write(failed ? log::Level::warning : log::Level::info, "An image is done.", fields);
  return {};
}

}  // namespace helio::notify
