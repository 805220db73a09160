// What the operations' requests and answers have in common: buses and other resources by name or
// ARN, pages by name.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "aws/events/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::events {

[[nodiscard]] tl::unexpected<Error> invalid(std::string message);
[[nodiscard]] tl::unexpected<Error> not_found(std::string message);

// Members that are there but not supported. Errors: invalid_argument "ValidationException".
[[nodiscard]] Result<void> refuse_members(Json const& input,
                                          std::initializer_list<char const*> names);

// "orders" of "orders" and of "arn:aws:events:us-east-1:000000000000:event-bus/orders"; empty is
// "default".
[[nodiscard]] std::string bus_name(std::string name);
// What a request names. Errors: not_found "ResourceNotFoundException".
[[nodiscard]] Result<helio::events::Bus> find_bus(Parts const& parts, std::string const& name);
[[nodiscard]] Result<helio::events::Archive> find_archive(Parts const& parts,
                                                          std::string const& name);
[[nodiscard]] Result<std::shared_ptr<helio::events::Rule const>> find_rule(Parts const& parts,
                                                                           std::string const& bus,
                                                                           std::string const& name);
// The bus's name, of the member EventBusName.
[[nodiscard]] Result<std::string> bus_of(Parts const& parts, Json const& input);

// The answer to EnableRule and DisableRule.
[[nodiscard]] Result<Json> switch_rule(Parts const& parts, Json const& input, bool enabled);

// "arn:aws:events:us-east-1:000000000000:KIND/NAME"
[[nodiscard]] std::string arn_of(Caller const& caller, std::string_view kind,
                                 std::string_view name);
// What follows "KIND/" in an ARN of that kind. Errors: invalid_argument "ValidationException".
[[nodiscard]] Result<std::string> name_in(std::string_view arn, std::string_view kind);
[[nodiscard]] std::string arn_of(Caller const& caller, helio::events::Rule const& rule);

// A page of NamePrefix, NextToken (the name that the last page ended at) and Limit.
struct Page {
  std::string prefix, after;
  std::size_t limit = 100;
};
[[nodiscard]] Page page_of(Json const& input);
// Of NamePrefix, State and EventSourceArn a list takes one. Errors: invalid_argument
// "ValidationException".
[[nodiscard]] Result<void> check_filters(Json const& input);

// {LIST: […], "NextToken"}: those of `all`, which are by name, that the page asks for and `wanted`
// is true of.
template <typename T, typename Wanted, typename ToJson>
Json listed(Page const& page, char const* list, std::vector<T> const& all, Wanted const& wanted,
            ToJson const& to_json) {
  Json answer = {{list, Json::array()}};
  std::string last;
  for (T const& each : all) {
    if (each.name <= page.after || !each.name.starts_with(page.prefix) || !wanted(each)) continue;
    if (answer[list].size() == page.limit) {
      answer["NextToken"] = last;
      break;
    }
    answer[list].push_back(to_json(each));
    last = each.name;
  }
  return answer;
}

// What List and Describe say of a resource; `whole` with what Describe says besides.
[[nodiscard]] Json answer_of(helio::events::Bus const& bus, Caller const& caller);
[[nodiscard]] Json answer_of(helio::events::Rule const& rule, Caller const& caller);
[[nodiscard]] Json answer_of(helio::events::Archive const& archive, Caller const& caller,
                             bool whole);
[[nodiscard]] Json answer_of(helio::events::Replay const& replay, Caller const& caller,
                             std::string const& bus, bool whole);

}  // namespace helio::aws::events
