// POST /rules/{rule}/enable, POST /rules/{rule}/disable: a rule is switched on or off, as
// EventBridge's EnableRule and DisableRule do. GET /settings shows rules.
#include "api/query.hpp"
#include "api/resources.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

http::Response switch_rule(Parts const& parts, http::RequestHead const& head, std::string_view rule,
                           bool enabled) {
  auto const bus = value_of(head, "bus").value_or("default");
  if (auto const done = parts.switch_rule(bus, rule, enabled); !done) {
    return http::problem(done.error(), head.request_id);
  }
  return json_response(200, {{"name", rule}, {"bus", bus}, {"enabled", enabled}});
}

}  // namespace

Routes rules_routes(Parts const& parts) {
  auto const route = [&parts](char const* pattern, bool enabled) {
    return http::Route{"POST", pattern,
                       [&parts, enabled](http::RequestHead const& head,
                                         http::PathParameters const& path) -> http::Begun {
                         return switch_rule(parts, head, path["rule"], enabled);
                       }};
  };
  return {route("/rules/{rule}/enable", true), route("/rules/{rule}/disable", false)};
}

}  // namespace helio::api
