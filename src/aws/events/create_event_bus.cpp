#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> create_event_bus(Parts const& parts, Json const& input, Caller const& caller) {
  auto known = refuse_members(
      input, {"EventSourceName", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig", "Tags"});
  if (!known) return fail(known);
  auto const bus =
      parts.bus.buses().create(text_member(input, "Name"), text_member(input, "Description"));
  if (!bus) return tl::unexpected(bus.error());
  Json answer = {{"EventBusArn", arn_of(caller, "event-bus", bus->name)}};
  if (!bus->description.empty()) answer["Description"] = bus->description;
  return answer;
}

}  // namespace helio::aws::events
