#include "aws/events/request.hpp"

#include <algorithm>

#include "aws/json/values.hpp"

namespace helio::aws::events {

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

tl::unexpected<Error> not_found(std::string message) {
  return fail(Errc::not_found, "ResourceNotFoundException", std::move(message));
}

Result<void> refuse_members(Json const& input, std::initializer_list<char const*> names) {
  for (char const* const name : names) {
    Json const& value = member(input, name);
    if (!value.is_null() && !(value.is_structured() && value.empty())) {
      return invalid(std::string(name) + " is not supported here; leave it out.");
    }
  }
  return {};
}

std::string bus_name(std::string name) {
  if (name.starts_with("arn:")) name.erase(0, name.rfind('/') + 1);
  return name.empty() ? std::string(helio::events::kDefaultBus) : name;
}

Result<helio::events::Bus> find_bus(Parts const& parts, std::string const& name) {
  auto bus = parts.bus.buses().find(name);
  if (!bus) return helio::events::no_such_bus(name);
  return *std::move(bus);
}

Result<helio::events::Archive> find_archive(Parts const& parts, std::string const& name) {
  auto archive = parts.bus.rules().find_archive(name);
  if (!archive) return not_found("Archive " + name + " does not exist.");
  return *std::move(archive);
}

Result<std::shared_ptr<helio::events::Rule const>> find_rule(Parts const& parts,
                                                             std::string const& bus,
                                                             std::string const& name) {
  auto rule = parts.bus.rules().find(bus, name);
  if (!rule) return not_found("Rule " + name + " does not exist on EventBus " + bus + ".");
  return rule;
}

Result<std::string> bus_of(Parts const& parts, Json const& input) {
  auto bus = find_bus(parts, bus_name(text_member(input, "EventBusName")));
  if (!bus) return fail(bus);
  return std::move(bus->name);
}

Result<Json> switch_rule(Parts const& parts, Json const& input, bool enabled) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  auto changed = parts.bus.rules().change_rule(*bus, text_member(input, "Name"), false,
                                               [&](helio::events::Rule& rule) -> Result<void> {
                                                 rule.enabled = enabled;
                                                 return {};
                                               });
  if (!changed) return fail(changed);
  return Json::object();
}

std::string arn_of(Caller const& caller, std::string_view kind, std::string_view name) {
  return "arn:aws:events:" + caller.region + ":" + caller.account_id + ":" + std::string(kind) +
         "/" + std::string(name);
}

Result<std::string> name_in(std::string_view arn, std::string_view kind) {
  std::string const mark = ":" + std::string(kind) + "/";
  auto const at = arn.find(mark);
  if (!arn.starts_with("arn:") || at == std::string_view::npos) {
    return invalid("\"" + std::string(arn.substr(0, 256)) + "\" is not the ARN of an " +
                   std::string(kind) + ".");
  }
  return std::string(arn.substr(at + mark.size()));
}

std::string arn_of(Caller const& caller, helio::events::Rule const& rule) {
  return helio::events::rule_arn(rule, caller.region, caller.account_id);
}

Page page_of(Json const& input) {
  auto const limit = json::integer_member(input, "Limit");
  return {.prefix = text_member(input, "NamePrefix"),
          .after = text_member(input, "NextToken"),
          .limit = static_cast<std::size_t>(limit.value_or(100))};
}

Result<void> check_filters(Json const& input) {
  int given = 0;
  for (char const* const name : {"NamePrefix", "State", "EventSourceArn"}) {
    if (!text_member(input, name).empty()) ++given;
  }
  if (given > 1) return invalid("Only one of NamePrefix, State and EventSourceArn may be given.");
  return {};
}

Json answer_of(helio::events::Bus const& bus, Caller const& caller) {
  Json json = {{"Name", bus.name}, {"Arn", arn_of(caller, "event-bus", bus.name)}};
  if (!bus.description.empty()) json["Description"] = bus.description;
  if (bus.created != Timestamp{}) json["CreationTime"] = json::epoch_seconds(bus.created);
  return json;
}

Json answer_of(helio::events::Rule const& rule, Caller const& caller) {
  Json json = to_json(rule);
  json.erase("Targets");
  if (rule.description.empty()) json.erase("Description");
  json["Arn"] = arn_of(caller, rule);
  return json;
}

Json answer_of(helio::events::Archive const& archive, Caller const& caller, bool whole) {
  Json json = {{"ArchiveName", archive.name},
               {"EventSourceArn", arn_of(caller, "event-bus", archive.bus)},
               {"State", "ENABLED"},
               {"RetentionDays", archive.retention_days},
               {"CreationTime", json::epoch_seconds(archive.created)}};
  if (!whole) return json;
  json["ArchiveArn"] = arn_of(caller, "archive", archive.name);
  if (!archive.description.empty()) json["Description"] = archive.description;
  if (!archive.pattern.empty()) json["EventPattern"] = archive.pattern;
  return json;
}

Json answer_of(helio::events::Replay const& replay, Caller const& caller, std::string const& bus,
               bool whole) {
  Json json = {{"ReplayName", replay.name},
               {"EventSourceArn", arn_of(caller, "archive", replay.archive)},
               {"State", to_string(replay.state)},
               {"EventStartTime", json::epoch_seconds(replay.from)},
               {"EventEndTime", json::epoch_seconds(replay.to)},
               {"ReplayStartTime", json::epoch_seconds(replay.started)}};
  auto const add_time = [&json](char const* name, Timestamp time) {
    if (time != Timestamp{}) json[name] = json::epoch_seconds(time);
  };
  add_time("EventLastReplayedTime", replay.last_replayed);
  add_time("ReplayEndTime", replay.ended);
  if (!whole) return json;
  json["ReplayArn"] = arn_of(caller, "replay", replay.name);
  if (!replay.description.empty()) json["Description"] = replay.description;
  Json destination = {{"Arn", arn_of(caller, "event-bus", bus)}};
  for (auto const& name : replay.rules) {
    destination["FilterArns"].push_back(arn_of(caller, {.name = name, .bus = bus}));
  }
  json["Destination"] = std::move(destination);
  return json;
}

}  // namespace helio::aws::events
