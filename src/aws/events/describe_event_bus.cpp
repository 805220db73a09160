#include "aws/events/request.hpp"
#include "aws/json/values.hpp"

namespace helio::aws::events {

Result<Json> describe_event_bus(Parts const& parts, Json const& input, Caller const& caller) {
  auto const bus = find_bus(parts, bus_name(text_member(input, "Name")));
  if (!bus) return tl::unexpected(bus.error());
  Json answer = answer_of(*bus, caller);
  // A bus does not change once it is made.
  if (bus->created != Timestamp{}) {
    answer["LastModifiedTime"] = json::epoch_seconds(bus->created);
  }
  return answer;
}

}  // namespace helio::aws::events
