// What the engine tells of executions that are stored: pages of them and of their histories.
#include <charconv>

#include <nlohmann/json.hpp>

#include "asl/engine_core.hpp"
#include "base/encoding.hpp"

namespace helio::asl {
namespace {

constexpr std::size_t kPageMax = 1'000;

// Cursors are opaque: base64 of "e12", a letter for the list and the last number seen.
std::string cursor_of(char list, std::int64_t number) {
  return to_base64(bytes_of(list + std::to_string(number)));
}

Result<std::int64_t> number_in(char list, std::string const& cursor) {
  if (cursor.empty()) return 0;
  auto const bytes = from_base64(cursor);
  if (bytes && !bytes->empty()) {
    std::string_view const text = text_of(*bytes);
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), number);
    if (text[0] == list && error == std::errc() && end == text.data() + text.size() && number > 0) {
      return number;
    }
  }
  return fail(Errc::invalid_argument, "InvalidToken",
              "Invalid Token: 'The token of the page is not one that was given out'");
}

// The event without input, output and parameters.
void drop_data(Json& event) {
  for (auto& [key, details] : event.items()) {
    if (!details.is_object()) continue;
    for (char const* const data :
         {"input", "inputDetails", "output", "outputDetails", "parameters"}) {
      details.erase(data);
    }
  }
}

}  // namespace

Result<ExecutionPage> Engine::list_executions(ListExecutions const& request) {
  auto const before = number_in('e', request.cursor);
  if (!before) return tl::unexpected(before.error());
  std::size_t const limit = std::clamp<std::size_t>(request.limit, 1, kPageMax);
  auto records = core_->parts.store.list({.machine_arn = request.machine_arn,
                                          .status = request.status,
                                          .before = *before,
                                          .limit = limit + 1});
  if (!records) return fail(records);
  ExecutionPage page{.executions = std::move(*records), .next_cursor = {}};
  if (page.executions.size() > limit) {
    page.executions.pop_back();
    page.next_cursor = cursor_of('e', page.executions.back().sequence);
  }
  return page;
}

Result<HistoryPage> Engine::execution_history(GetHistory const& request) {
  auto const after = number_in('h', request.cursor);
  if (!after) return tl::unexpected(after.error());
  std::size_t const limit = std::clamp<std::size_t>(request.limit, 1, kPageMax);
  auto events = core_->parts.store.history(
      request.execution_arn,
      {.newest_first = request.newest_first, .after = *after, .limit = limit + 1});
  if (!events) return fail(events);
  HistoryPage page{.events = std::move(*events), .next_cursor = {}};
  if (page.events.size() > limit) {
    page.events.pop_back();
    page.next_cursor = cursor_of('h', page.events.back().value("id", std::int64_t{0}));
  }
  if (!request.with_data) {
    for (Json& event : page.events) drop_data(event);
  }
  return page;
}

}  // namespace helio::asl
