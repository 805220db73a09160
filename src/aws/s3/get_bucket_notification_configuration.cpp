// GetBucketNotificationConfiguration: EventBridge, or nothing.
#include "aws/s3/notification.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_notification_configuration(Call const& call) {
  auto const& name = call.address.bucket;
  auto const kept = call.stores.buckets.setting(name, setting::kNotification);
  if (!kept) return refuse(kept.error());
  XmlWriter xml("NotificationConfiguration");
  if (publishes_events(*kept, name == call.options.watched_bucket)) {
    xml.open("EventBridgeConfiguration").close();
  }
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
