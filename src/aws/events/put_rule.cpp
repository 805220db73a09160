#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> put_rule(Parts const& parts, Json const& input, Caller const& caller) {
  if (auto known = refuse_members(input, {"Tags"}); !known) return fail(known);
  if (!text_member(input, "ScheduleExpression").empty()) {
    return invalid("ScheduleExpression is not supported here: rules are by EventPattern only.");
  }
  auto const pattern = text_member(input, "EventPattern");
  if (pattern.empty()) return invalid("Parameter(s) EventPattern must be specified.");
  auto bus = bus_of(parts, input);
  if (!bus) return fail(bus);
  auto const name = text_member(input, "Name");
  auto const set = [&](helio::events::Rule& rule) -> Result<void> {
    rule.pattern = pattern;
    rule.description = text_member(input, "Description");
    rule.role_arn = text_member(input, "RoleArn");
    rule.enabled = text_member(input, "State") != "DISABLED";
    return {};
  };
  auto put = parts.bus.buses().with(
      *bus, [&] { return parts.bus.rules().change_rule(*bus, name, true, set); });
  if (!put) return fail(put);
  return Json{{"RuleArn", arn_of(caller, {.name = name, .bus = *bus})}};
}

}  // namespace helio::aws::events
