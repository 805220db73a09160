#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> disable_rule(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto changed = parts.bus.rules().change_rule(*bus, text_member(input, "Name"), false,
                                               [](helio::events::Rule& rule) -> Result<void> {
                                                 rule.enabled = false;
                                                 return {};
                                               });
  if (!changed) return fail(changed);
  return Json::object();
}

}  // namespace helio::aws::events
