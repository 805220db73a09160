#include "helio/timeline_text.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "base/timestamp.hpp"
#include "helio/terminal_text.hpp"
#include "helio/text_blocks.hpp"

namespace helio::cli {
namespace {

struct Row {
  std::string name;
  Timestamp start;
  std::optional<Timestamp> end;
  std::string error;
};

struct Timeline {
  std::vector<Row> rows;
  Timestamp first, last;
};

std::string text_of(Json const& object, char const* name) {
  return printable(text_member(object, name));
}

std::string detail(Json const& event, char const* name) {
  return text_of(member(event, "details"), name);
}

void take(Timeline& timeline, Json const& event) {
  auto const time = parse_rfc3339(text_of(event, "time"));
  if (!time) return;
  if (timeline.first == Timestamp()) timeline.first = *time;
  timeline.last = std::max(timeline.last, *time);
  auto const type = text_of(event, "type");
  auto& rows = timeline.rows;
  if (type.ends_with("StateEntered")) {
    rows.push_back({detail(event, "name"), *time, {}, {}});
  } else if (type.ends_with("StateExited")) {
    auto const name = detail(event, "name");
    auto const open =
        std::ranges::find_if(rows, [&](Row const& row) { return row.name == name && !row.end; });
    if (open != rows.end()) open->end = *time;
  } else if (type.ends_with("Failed") || type.ends_with("TimedOut")) {
    if (!rows.empty() && !rows.back().end) rows.back().error = detail(event, "error");
  }
  // A Fail state has no exit of its own: it ends with the execution.
  if (type.starts_with("Execution") && type != "ExecutionStarted") {
    for (auto& row : rows) row.end = row.end.value_or(*time);
  }
}

std::string bar(Timeline const& timeline, Row const& row, int columns) {
  auto const whole = std::max<std::int64_t>(1, (timeline.last - timeline.first).count());
  auto const at = [&](Timestamp time) {
    return static_cast<int>((time - timeline.first).count() * columns / whole);
  };
  int const begin = std::min(at(row.start), columns - 1);
  int const end = std::clamp(at(row.end.value_or(timeline.last)), begin + 1, columns);
  std::string text(static_cast<std::size_t>(begin), ' ');
  for (int i = begin; i < end; ++i) text += "█";
  text.append(static_cast<std::size_t>(columns - end), ' ');
  return text;
}

}  // namespace

std::string timeline_text(Json const& events, TableStyle style) {
  Timeline timeline;
  if (events.is_array()) {
    for (auto const& event : events) {
      if (event.is_object()) take(timeline, event);
    }
  }
  int name_columns = 0;
  for (auto const& row : timeline.rows) name_columns = std::max(name_columns, columns_of(row.name));
  name_columns = std::min(name_columns, style.columns / 3);
  int const bar_columns = std::max(10, style.columns - name_columns - 16);
  std::string text;
  for (auto const& row : timeline.rows) {
    std::string name = shorten(row.name, name_columns);
    name.append(static_cast<std::size_t>(name_columns - columns_of(name)), ' ');
    auto const ms = row.end ? fmt::format("{} ms", (*row.end - row.start).count()) : "not ended";
    text += fmt::format(
        "  {}  {} {:>9}\n", name,
        painted(bar(timeline, row, bar_columns), row.error.empty() ? "32" : "31", style), ms);
    if (!row.error.empty()) {
      text += painted(fmt::format("  {:{}}  {}\n", "", name_columns, row.error), "31", style);
    }
  }
  return text.empty() ? "  no state has been entered yet\n" : text;
}

}  // namespace helio::cli
