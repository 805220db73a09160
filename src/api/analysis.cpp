// POST /results/{image_id}/analysis: one picture is analysed again, as when it came in. The result
// is replaced when the new execution ends.
#include "api/image_variants.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"
#include "base/timestamp.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

// That the picture is there and nothing is at work on it: else a good result would be replaced by
// the news that its picture is gone, or two executions would race for one record.
Result<std::string> execution_to_repeat(Parts const& parts, std::string_view image_id) {
  auto record = parts.results.get(image_id);
  if (!record) return fail(record);
  if (auto object = parts.objects.head(object_of_record(*record)); !object) {
    if (object.error().code != Errc::not_found) return fail(object);
    return fail(
        Errc::conflict, "ImageGone",
        "The picture itself was deleted, so that only its result is left; upload it again.");
  }
  auto last = parts.executions.describe(record->execution_arn);
  if (!last) return fail(last);
  if (last->status == "RUNNING") {
    return fail(Errc::conflict, "AnalysisUnderWay",
                "The picture is being analysed now; wait until that has ended.");
  }
  return std::move(last->arn);
}

http::Response analyse(Parts const& parts, http::RequestHead const& head,
                       std::string_view image_id) {
  auto const arn = execution_to_repeat(parts, image_id);
  if (!arn) return http::problem(arn.error(), head.request_id);
  auto const started = parts.repeat(*arn);
  if (!started) return http::problem(started.error(), head.request_id);
  return json_response(202, {{"image_id", image_id},
                             {"execution_arn", started->arn},
                             {"started_at", to_rfc3339(started->started_at)}});
}

}  // namespace

Routes analysis_routes(Parts const& parts) {
  auto const again = [&parts](http::RequestHead const& head,
                              http::PathParameters const& path) -> http::Begun {
    return analyse(parts, head, path["image_id"]);
  };
  return {{"POST", "/results/{image_id}/analysis", again}};
}

}  // namespace helio::api
