#include "aws/events/request.hpp"
#include "aws/json/values.hpp"

namespace helio::aws::events {

Result<Json> describe_event_bus(Parts const& parts, Json const& input, Caller const& caller) {
  auto const name = bus_name(text_member(input, "Name"));
  auto const bus = parts.bus.buses().find(name);
  if (!bus) return not_found("Event bus " + name + " does not exist.");
  Json answer = {{"Name", bus->name}, {"Arn", arn_of(caller, "event-bus", bus->name)}};
  if (!bus->description.empty()) answer["Description"] = bus->description;
  if (bus->created != Timestamp{}) {
    answer["CreationTime"] = answer["LastModifiedTime"] = json::epoch_seconds(bus->created);
  }
  return answer;
}

}  // namespace helio::aws::events
