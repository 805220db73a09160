// GET /stats?from&to: what happened over a span of time, for the dashboard: images and workflow
// executions per slice of time, and how long both took. Bounded: results::kCountedMax images are
// counted, and executions looked at are the newest kExecutionsMax.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "api/query.hpp"
#include "api/resources.hpp"
#include "base/timestamp.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::size_t kExecutionsMax = 2'000;
constexpr int kPageMax = 100;
constexpr std::int64_t kSlicesMax = 120;
constexpr auto kSpanMax = hours(24 * 366);  // less than kSlicesMax of the longest slices
constexpr std::array<milliseconds, 9> kSlices = {minutes(1), minutes(5), minutes(15),
                                                 hours(1),   hours(2),   hours(6),
                                                 hours(24),  hours(48),  hours(24 * 7)};

using Span = results::ActivityQuery;

Result<Span> span_of(Parts const& parts, http::RequestHead const& head) {
  auto const to = time_of(head, "to");
  if (!to) return tl::unexpected(to.error());
  auto const from = time_of(head, "from");
  if (!from) return tl::unexpected(from.error());
  Span span{};
  span.to = to->value_or(parts.clock.wall());
  span.from = from->value_or(span.to - hours(1));
  if (span.from >= span.to || span.to - span.from > kSpanMax) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "\"from\" must be earlier than \"to\", by at most 366 days.");
  }
  span.slice = *std::ranges::find_if(
      kSlices, [&](milliseconds slice) { return span.to - span.from <= slice * kSlicesMax; });
  return span;
}

// The nearest rank: a value that really was.
double percentile(std::vector<double> const& sorted, double percent) {
  auto const rank = std::ceil(percent / 100 * static_cast<double>(sorted.size()));
  auto const at = static_cast<std::size_t>(std::max(1.0, rank)) - 1;
  return sorted[std::min(at, sorted.size() - 1)];
}

Json spread(std::vector<double> values) {
  if (values.empty()) return {{"count", 0}};
  std::ranges::sort(values);
  return {{"count", values.size()},
          {"p50", percentile(values, 50)},
          {"p90", percentile(values, 90)},
          {"p99", percentile(values, 99)},
          {"max", values.back()}};
}

Json outcomes(std::map<results::Status, std::int64_t> const& records) {
  Json json = Json::object();
  for (auto const& [status, count] : records) json[std::string(to_string(status))] = count;
  return json;
}

Json images(results::Activity const& activity) {
  std::map<results::Status, std::int64_t> all;
  Json slices = Json::array();
  for (auto const& slice : activity.slices) {
    for (auto const& [status, count] : slice.records) all[status] += count;
    slices.push_back({{"at", to_rfc3339(slice.begin)}, {"outcomes", outcomes(slice.records)}});
  }
  return {
      {"outcomes", outcomes(all)}, {"slices", std::move(slices)}, {"complete", activity.complete}};
}

Json steps(results::Activity const& activity) {
  std::map<std::string, std::vector<double>> times;
  for (Json const& record : activity.timings_ms) {
    for (auto const& [step, ms] : record.items()) {
      if (ms.is_number()) times[step].push_back(ms.get<double>());
    }
  }
  Json json = Json::object();
  for (auto& [step, values] : times) json[step] = spread(std::move(values));
  return json;
}

class Executions {
 public:
  explicit Executions(Span const& span) : span_(span) {}

  [[nodiscard]] Result<void> read(ExecutionReader const& reader) {
    ExecutionQuery query{.limit = kPageMax, .status = std::nullopt, .cursor = ""};
    for (std::size_t seen = 0; seen < kExecutionsMax; seen += kPageMax) {
      auto const page = reader.list(query);
      if (!page) return tl::unexpected(page.error());
      for (Execution const& execution : page->items) count(execution);
      bool const older = !page->items.empty() && page->items.back().started_at < span_.from;
      if (page->next.empty() || older) return {};
      query.cursor = page->next;
    }
    complete_ = false;
    return {};
  }

  [[nodiscard]] Json json() && {
    Json slices = Json::array();
    for (auto& [begin, values] : by_slice_) {
      slices.push_back({{"at", to_rfc3339(begin)}, {"duration_ms", spread(std::move(values))}});
    }
    Json statuses = Json::object();
    for (auto const& [status, count] : statuses_) statuses[status] = count;
    return {{"statuses", std::move(statuses)},
            {"duration_ms", spread(std::move(all_))},
            {"slices", std::move(slices)},
            {"complete", complete_}};
  }

 private:
  void count(Execution const& execution) {
    if (!span_.has(execution.started_at)) return;
    ++statuses_[execution.status];
    if (!execution.stopped_at) return;
    auto const ms = static_cast<double>((*execution.stopped_at - execution.started_at).count());
    all_.push_back(ms);
    by_slice_[span_.begin_of_slice(execution.started_at)].push_back(ms);
  }

  Span const& span_;
  std::map<std::string, std::int64_t> statuses_;
  std::vector<double> all_;
  std::map<Timestamp, std::vector<double>> by_slice_;
  bool complete_ = true;
};

http::Response stats(Parts const& parts, http::RequestHead const& head) {
  auto const span = span_of(parts, head);
  if (!span) return http::problem(span.error(), head.request_id);
  auto const activity = parts.results.activity(*span);
  if (!activity) return http::problem(activity.error(), head.request_id);
  Executions executions(*span);
  if (auto const read = executions.read(parts.executions); !read) {
    return http::problem(read.error(), head.request_id);
  }
  return json_response(200, {{"from", to_rfc3339(span->from)},
                             {"to", to_rfc3339(span->to)},
                             {"slice_s", span->slice / std::chrono::seconds(1)},
                             {"images", images(*activity)},
                             {"steps_ms", steps(*activity)},
                             {"executions", std::move(executions).json()}});
}

}  // namespace

Routes stats_routes(Parts const& parts) {
  return {{"GET", "/stats",
           [&parts](http::RequestHead const& head, http::PathParameters const&) -> http::Begun {
             return stats(parts, head);
           }}};
}

}  // namespace helio::api
