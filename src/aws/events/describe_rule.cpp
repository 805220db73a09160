#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> describe_rule(Parts const& parts, Json const& input, Caller const& caller) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto const rule = find_rule(parts, *bus, text_member(input, "Name"));
  if (!rule) return tl::unexpected(rule.error());
  Json json = answer_of(**rule, caller);
  json["CreatedBy"] = caller.account_id;
  return json;
}

}  // namespace helio::aws::events
