// GET /executions, GET /executions/{arn}: workflow executions, and one of them with its history.
// POST /executions/{arn}/redrive: one that failed goes on from there.
// POST /executions/{arn}/repeat: another one begins with the same input.
#include "api/executions.hpp"

#include <algorithm>
#include <array>

#include "api/query.hpp"
#include "api/resources.hpp"
#include "base/timestamp.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

constexpr int kLimitMax = 100;
constexpr std::array<std::string_view, 5> kStatuses = {"RUNNING", "SUCCEEDED", "FAILED",
                                                       "TIMED_OUT", "ABORTED"};

Json summary(Execution const& execution) {
  Json json = {{"execution_arn", execution.arn},
               {"state_machine_arn", execution.state_machine_arn},
               {"name", execution.name},
               {"status", execution.status},
               {"started_at", to_rfc3339(execution.started_at)}};
  if (execution.stopped_at) json["stopped_at"] = to_rfc3339(*execution.stopped_at);
  return json;
}

Json event_json(HistoryEntry const& event) {
  Json json = {{"id", event.id},
               {"previous_id", event.previous_id},
               {"time", to_rfc3339(event.time)},
               {"type", event.type}};
  if (!event.details.is_null()) json["details"] = event.details;
  return json;
}

Result<ExecutionQuery> query_of(http::RequestHead const& head) {
  ExecutionQuery query;
  auto const limit = limit_of(head, query.limit, kLimitMax);
  if (!limit) return tl::unexpected(limit.error());
  query.limit = *limit;
  if (auto const status = value_of(head, "status")) {
    if (std::ranges::find(kStatuses, *status) == kStatuses.end()) {
      return fail(Errc::invalid_argument, "InvalidStatus",
                  "\"status\" must be RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED.");
    }
    query.status = *status;
  }
  query.name = value_of(head, "name").value_or("");
  query.cursor = value_of(head, "cursor").value_or("");
  return query;
}

http::Response list(Parts const& parts, http::RequestHead const& head) {
  auto const query = query_of(head);
  if (!query) return http::problem(query.error(), head.request_id);
  auto const page = parts.executions.list(*query);
  if (!page) return http::problem(page.error(), head.request_id);
  Json items = Json::array();
  for (auto const& execution : page->items) items.push_back(summary(execution));
  Json body = {{"count", items.size()}};
  body["items"] = std::move(items);
  body["nextCursor"] = page->next.empty() ? Json() : Json(page->next);
  return json_response(200, body);
}

http::Response describe(Parts const& parts, http::RequestHead const& head, std::string_view arn) {
  auto const execution = parts.executions.describe(arn);
  if (!execution) return http::problem(execution.error(), head.request_id);
  auto const history = parts.executions.history(arn, kHistoryMax);
  if (!history) return http::problem(history.error(), head.request_id);
  Json body = summary(*execution);
  if (!execution->input.is_null()) body["input"] = execution->input;
  if (!execution->output.is_null()) body["output"] = execution->output;
  if (execution->error) body["error"] = *execution->error;
  if (execution->cause) body["cause"] = *execution->cause;
  body["redrives"] = execution->redrives;
  if (!execution->definition.is_null()) body["definition"] = execution->definition;
  body["history"] = Json::array();
  for (auto const& event : history->events) body["history"].push_back(event_json(event));
  body["history_truncated"] = history->truncated;
  return json_response(200, body);
}

http::Response redrive(Parts const& parts, http::RequestHead const& head, std::string_view arn) {
  auto const redriven = parts.redrive(arn);
  if (!redriven) return http::problem(redriven.error(), head.request_id);
  return json_response(202, {{"execution_arn", arn}, {"redriven_at", to_rfc3339(*redriven)}});
}

// Two at a time would race for one result.
http::Response repeat(Parts const& parts, http::RequestHead const& head, std::string_view arn) {
  auto const last = parts.executions.describe(arn);
  if (!last) return http::problem(last.error(), head.request_id);
  if (last->status == "RUNNING") {
    return http::problem(409, "ExecutionUnderWay",
                         "The execution still runs; wait until it has ended.", head.request_id);
  }
  auto const started = parts.repeat(arn);
  if (!started) return http::problem(started.error(), head.request_id);
  return json_response(202, {{"execution_arn", started->arn},
                             {"repeats", arn},
                             {"started_at", to_rfc3339(started->started_at)}});
}

}  // namespace

Routes executions_routes(Parts const& parts) {
  auto const all = [&parts](http::RequestHead const& head,
                            http::PathParameters const&) -> http::Begun {
    return list(parts, head);
  };
  auto const one = [&parts](http::RequestHead const& head,
                            http::PathParameters const& path) -> http::Begun {
    return describe(parts, head, path["arn"]);
  };
  auto const again = [&parts](http::RequestHead const& head,
                              http::PathParameters const& path) -> http::Begun {
    return redrive(parts, head, path["arn"]);
  };
  auto const anew = [&parts](http::RequestHead const& head,
                             http::PathParameters const& path) -> http::Begun {
    return repeat(parts, head, path["arn"]);
  };
  return {{"GET", "/executions", all},
          {"GET", "/executions/{arn}", one},
          {"POST", "/executions/{arn}/redrive", again},
          {"POST", "/executions/{arn}/repeat", anew}};
}

}  // namespace helio::api
