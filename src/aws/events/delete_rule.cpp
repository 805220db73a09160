#include "aws/events/request.hpp"

namespace helio::aws::events {

// A rule that is not there is no error, as EventBridge has it.
Result<Json> delete_rule(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto const name = text_member(input, "Name");
  auto const rule = parts.bus.rules().find(*bus, name);
  if (rule && !rule->targets.empty()) return invalid("Rule can't be deleted since it has targets.");
  auto removed = parts.bus.rules().remove_rule(*bus, name);
  if (!removed && removed.error().code != Errc::not_found) return fail(removed);
  return Json::object();
}

}  // namespace helio::aws::events
