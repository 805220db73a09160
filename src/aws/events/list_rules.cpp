#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> list_rules(Parts const& parts, Json const& input, Caller const& caller) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto const page = page_of(input);
  auto rules = parts.bus.rules().rules_of(*bus, page.prefix, page.after, page.limit + 1);
  Json answer = {{"Rules", Json::array()}};
  if (rules.size() > page.limit) {
    rules.pop_back();
    answer["NextToken"] = rules.back()->name;
  }
  for (auto const& rule : rules) answer["Rules"].push_back(answer_of(*rule, caller));
  return answer;
}

}  // namespace helio::aws::events
