#include "aws/events/request.hpp"
#include "aws/json/values.hpp"

namespace helio::aws::events {

Result<Json> list_event_buses(Parts const& parts, Json const& input, Caller const& caller) {
  return listed(
      page_of(input), "EventBuses", parts.bus.buses().list(), [](auto const&) { return true; },
      [&caller](helio::events::Bus const& bus) {
        Json json = {{"Name", bus.name}, {"Arn", arn_of(caller, "event-bus", bus.name)}};
        if (!bus.description.empty()) json["Description"] = bus.description;
        if (bus.created != Timestamp{}) json["CreationTime"] = json::epoch_seconds(bus.created);
        return json;
      });
}

}  // namespace helio::aws::events
