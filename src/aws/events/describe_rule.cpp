#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> describe_rule(Parts const& parts, Json const& input, Caller const& caller) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto const name = text_member(input, "Name");
  auto const rule = parts.bus.rules().find(*bus, name);
  if (!rule) return not_found("Rule " + name + " does not exist on EventBus " + *bus + ".");
  Json json = to_json(*rule);
  json.erase("Targets");
  if (rule->description.empty()) json.erase("Description");
  json["Arn"] = arn_of(caller, *rule);
  json["CreatedBy"] = caller.account_id;
  return json;
}

}  // namespace helio::aws::events
