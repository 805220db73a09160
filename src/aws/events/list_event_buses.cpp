#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> list_event_buses(Parts const& parts, Json const& input, Caller const& caller) {
  return listed(
      page_of(input), "EventBuses", parts.bus.buses().list(), [](auto const&) { return true; },
      [&caller](helio::events::Bus const& bus) { return answer_of(bus, caller); });
}

}  // namespace helio::aws::events
