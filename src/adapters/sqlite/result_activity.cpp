#include "adapters/sqlite/result_activity.hpp"

#include <nlohmann/json.hpp>

#include "adapters/sqlite/query.hpp"
#include "adapters/sqlite/result_question.hpp"
#include "base/json.hpp"

namespace helio::sqlite {
namespace {

using results::Activity;
using results::ActivityQuery;
using results::Status;

// The rows of a span lie side by side, and hold no more than what is counted.
constexpr std::string_view kCount =
    "SELECT ((position / 1048576) - ?) / ? AS slice, status, count(*)"
    " FROM (SELECT position, status FROM result WHERE position >= ? AND position < ?"
    "       ORDER BY position DESC LIMIT ?)"
    " GROUP BY slice, status ORDER BY slice";
static_assert(kPositionsPerMs == 1'048'576);

constexpr std::string_view kTimings =
    "SELECT json_extract(json, '$.timings_ms') FROM result_document"
    " WHERE position >= ? AND position < ? ORDER BY position DESC LIMIT ?";

}  // namespace

Result<Activity> activity(Connection& connection, ActivityQuery const& query) {
  Activity activity;
  auto const first = first_position(query.from);
  auto const end = first_position(query.to);
  std::int64_t const slice_ms = query.slice.count();
  std::int64_t counted = 0;
  auto const count = [&](Statement const& row) {
    auto const begin = query.from + row.integer(0) * query.slice;
    auto& slices = activity.slices;
    if (slices.empty() || slices.back().begin != begin) slices.push_back({begin, {}});
    slices.back().records[static_cast<Status>(row.integer(1))] = row.integer(2);
    counted += row.integer(2);
  };
  if (auto done = each(connection, kCount, count, to_ms(query.from), slice_ms, first, end,
                       results::kCountedMax);
      !done) {
    return fail(done);
  }
  activity.complete = counted < results::kCountedMax;
  auto const read = [&](Statement const& row) {
    auto timings = parse_json(row.text(0));
    if (timings && timings->is_object()) activity.timings_ms.push_back(std::move(*timings));
  };
  if (auto done = each(connection, kTimings, read, first, end, results::kTimedMax); !done) {
    return fail(done);
  }
  return activity;
}

}  // namespace helio::sqlite
