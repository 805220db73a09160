#include "aws/events/request.hpp"
#include "aws/json/values.hpp"

namespace helio::aws::events {

namespace {

// The names of the rules in FilterArns, which stand under the archive's bus.
Result<std::vector<std::string>> rules_in(Json const& destination, std::string const& bus) {
  std::vector<std::string> names;
  std::string const prefix = bus == helio::events::kDefaultBus ? "" : bus + "/";
  for (Json const& arn : member(destination, "FilterArns")) {
    auto name = name_in(arn.get<std::string>(), "rule");
    if (!name) return fail(name);
    if (!name->starts_with(prefix))
      return not_found("Rule " + *name + " is not of bus " + bus + ".");
    names.push_back(name->substr(prefix.size()));
  }
  return names;
}

}  // namespace

Result<Json> start_replay(Parts const& parts, Json const& input, Caller const& caller) {
  auto archive_name = name_in(text_member(input, "EventSourceArn"), "archive");
  if (!archive_name) return fail(archive_name);
  auto const archive = find_archive(parts, *archive_name);
  if (!archive) return tl::unexpected(archive.error());
  Json const& destination = member(input, "Destination");
  auto const bus = name_in(text_member(destination, "Arn"), "event-bus");
  if (!bus) return tl::unexpected(bus.error());
  if (*bus != archive->bus) {
    return invalid("Destination must be the event bus of the archive, " + archive->bus + ".");
  }
  auto rules = rules_in(destination, *bus);
  if (!rules) return fail(rules);
  auto const from = json::time_member(input, "EventStartTime");
  auto const to = json::time_member(input, "EventEndTime");
  auto const replay = parts.bus.start_replay({.name = text_member(input, "ReplayName"),
                                              .archive = archive->name,
                                              .from = from.value_or(Timestamp{}),
                                              .to = to.value_or(Timestamp{}),
                                              .rules = std::move(*rules),
                                              .description = text_member(input, "Description")});
  if (!replay) return tl::unexpected(replay.error());
  return Json{{"ReplayArn", arn_of(caller, "replay", replay->name)},
              {"State", to_string(replay->state)},
              {"ReplayStartTime", json::epoch_seconds(replay->started)}};
}

}  // namespace helio::aws::events
