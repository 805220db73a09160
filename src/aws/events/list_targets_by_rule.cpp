#include "aws/events/request.hpp"

namespace helio::aws::events {

// Pages end at a target's Id; targets keep the order they came in.
Result<Json> list_targets_by_rule(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto const rule = find_rule(parts, *bus, text_member(input, "Rule"));
  if (!rule) return tl::unexpected(rule.error());
  auto const page = page_of(input);
  Json answer = {{"Targets", Json::array()}};
  bool begun = page.after.empty();
  for (auto const& target : (*rule)->targets) {
    if (begun && answer["Targets"].size() == page.limit) {
      answer["NextToken"] = answer["Targets"].back()["Id"];
      break;
    }
    if (begun) answer["Targets"].push_back(to_json(target));
    begun = begun || target.id == page.after;
  }
  return answer;
}

}  // namespace helio::aws::events
