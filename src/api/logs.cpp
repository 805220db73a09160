// GET /logs/{function}: the log of one of the functions, oldest first.
#include <nlohmann/json.hpp>

#include "api/query.hpp"
#include "api/resources.hpp"
#include "base/timestamp.hpp"
#include "http/problem.hpp"
#include "logs/position.hpp"

namespace helio::api {
namespace {

constexpr int kLimitMax = 1'000;

Result<bool> newest_of(http::RequestHead const& head) {
  auto const text = value_of(head, "newest").value_or("false");
  if (text == "true" || text == "false") return text == "true";
  return fail(Errc::invalid_argument, "InvalidNewest", "\"newest\" must be true or false.");
}

Result<logs::Filter> filter_of(http::RequestHead const& head, std::string group) {
  logs::Filter filter;
  filter.group = std::move(group);
  auto const limit = limit_of(head, 100, kLimitMax);
  if (!limit) return tl::unexpected(limit.error());
  filter.limit = *limit;
  auto const from = time_of(head, "from");
  if (!from) return tl::unexpected(from.error());
  auto const to = time_of(head, "to");
  if (!to) return tl::unexpected(to.error());
  auto const newest = newest_of(head);
  if (!newest) return tl::unexpected(newest.error());
  filter.newest = *newest;
  filter.from = *from;
  filter.to = *to;
  filter.pattern = value_of(head, "pattern").value_or("");
  filter.token = value_of(head, "cursor").value_or("");
  if (!filter.token.empty() && !logs::parse_position(filter.token)) {
    return fail(Errc::invalid_argument, "InvalidCursor",
                "The cursor is none that this list gave; begin again without it.");
  }
  return filter;
}

// What CloudWatch Logs calls a parameter is here the pattern: the others have been checked.
Error in_terms_of_rest(Error error) {
  if (error.name == "InvalidParameterException") error.name = "InvalidPattern";
  return error;
}

http::Response read(Parts const& parts, http::RequestHead const& head, std::string_view function) {
  auto const group = parts.log_group_of(function);
  if (!group) {
    return http::problem(404, "FunctionNotFound", "There is no function of that name.",
                         head.request_id);
  }
  auto const filter = filter_of(head, *group);
  if (!filter) return http::problem(filter.error(), head.request_id);
  auto page = parts.logs.filter(*filter);
  // A function that never ran has no group yet.
  if (!page && page.error().code == Errc::not_found) page = logs::FilterPage{};
  if (!page) return http::problem(in_terms_of_rest(page.error()), head.request_id);
  Json items = Json::array();
  for (auto const& event : page->events) {
    items.push_back({{"id", event.id},
                     {"time", to_rfc3339(event.time)},
                     {"stream", event.stream},
                     {"message", event.message}});
  }
  Json body = {{"function", function}, {"log_group", *group}, {"count", items.size()}};
  body["items"] = std::move(items);
  body["nextCursor"] = page->next.empty() ? Json() : Json(page->next);
  return json_response(200, body);
}

}  // namespace

Routes logs_routes(Parts const& parts) {
  auto const get = [&parts](http::RequestHead const& head,
                            http::PathParameters const& path) -> http::Begun {
    return read(parts, head, path["function"]);
  };
  return {{"GET", "/logs/{function}", get}};
}

}  // namespace helio::api
