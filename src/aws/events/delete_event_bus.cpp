#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> delete_event_bus(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto removed = parts.bus.buses().remove(bus_name(text_member(input, "Name")));
  if (!removed) return fail(removed);
  return Json::object();
}

}  // namespace helio::aws::events
