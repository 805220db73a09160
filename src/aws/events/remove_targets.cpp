#include <algorithm>

#include "aws/events/request.hpp"

namespace helio::aws::events {

// What is not there counts as removed, as EventBridge has it.
Result<Json> remove_targets(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto changed = parts.bus.rules().change_rule(
      *bus, text_member(input, "Rule"), false, [&](helio::events::Rule& rule) -> Result<void> {
        for (Json const& id : member(input, "Ids")) {
          std::erase_if(rule.targets, [&id](auto const& target) { return id == target.id; });
        }
        return {};
      });
  if (!changed) return fail(changed);
  return Json{{"FailedEntryCount", 0}, {"FailedEntries", Json::array()}};
}

}  // namespace helio::aws::events
