// PutBucketNotificationConfiguration: EventBridge on or off.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_notification_configuration(Call const& call,
                                                              std::string const& body) {
  auto const document = parse_xml(body, "NotificationConfiguration");
  if (!document) return refuse(document.error());
  XmlWriter xml("NotificationConfiguration");
  for (XmlElement const& element : document->children) {
    if (element.name != "EventBridgeConfiguration") {
      return refuse(Errc::unsupported, "NotImplemented",
                    "Notifications go to EventBridge only; give EventBridgeConfiguration, and "
                    "rules and targets there, instead of " +
                        element.name.substr(0, 64) + ".");
    }
    xml.open("EventBridgeConfiguration").close();
  }
  return keep_setting(call, setting::kNotification, std::move(xml));
}

}  // namespace helio::aws::s3
