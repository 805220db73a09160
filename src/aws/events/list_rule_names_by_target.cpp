#include <algorithm>

#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> list_rule_names_by_target(Parts const& parts, Json const& input,
                                       Caller const& /*caller*/) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto const arn = text_member(input, "TargetArn");
  auto const page = page_of(input);
  Json answer = {{"RuleNames", Json::array()}};
  Json& names = answer["RuleNames"];
  for (auto const& rule :
       parts.bus.rules().rules_of(*bus, "", page.after, helio::events::RuleBook::rules_max)) {
    auto const leads_there = [&arn](auto const& target) { return target.arn == arn; };
    if (std::ranges::none_of(rule->targets, leads_there)) continue;
    if (names.size() == page.limit) {
      answer["NextToken"] = names.back();
      break;
    }
    names.push_back(rule->name);
  }
  return answer;
}

}  // namespace helio::aws::events
