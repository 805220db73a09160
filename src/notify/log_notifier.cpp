#include "notify/log_notifier.hpp"

#include <string>

#include <nlohmann/json.hpp>

#include "base/log.hpp"

namespace helio::notify {

Result<void> LogNotifier::notify(Notification const& notification) {
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
