#include "aws/s3/notification.hpp"

#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {

bool publishes_events(std::optional<std::string> const& document, bool otherwise) {
  if (!document) return otherwise;
  auto const read = parse_xml(*document, "NotificationConfiguration");
  return read && read->child("EventBridgeConfiguration") != nullptr;
}

}  // namespace helio::aws::s3
