#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

constexpr std::size_t kAtATime = 16;                          // each may have 256 KiB of data
constexpr std::size_t kPageBytesMax = std::size_t{4} << 20U;  // past it the page ends early

}  // namespace

Result<Json> get_execution_history(Context context, Json const& input) {
  auto const arn = execution_arn_of(input);
  if (!arn) return tl::unexpected(arn.error());
  asl::GetHistory request{.execution_arn = *arn,
                          .newest_first = member(input, "reverseOrder") == true,
                          .with_data = member(input, "includeExecutionData") != false,
                          .cursor = text_member(input, "nextToken")};
  Json answer = {{"events", Json::array()}};
  Json& events = answer["events"];
  std::size_t bytes = 0;
  for (std::size_t const size = page_size(input);;) {
    request.limit = std::min(size - events.size(), kAtATime);
    auto page = context.parts.engine.execution_history(request);
    if (!page) return tl::unexpected(page.error());
    for (Json& event : page->events) {
      bytes += dump_json(event).size();
      events.push_back(std::move(event));
    }
    if (!page->next_cursor) return answer;
    if (events.size() >= size || bytes >= kPageBytesMax) {
      answer["nextToken"] = *page->next_cursor;
      return answer;
    }
    request.cursor = *std::move(page->next_cursor);
  }
}

}  // namespace helio::aws::states
