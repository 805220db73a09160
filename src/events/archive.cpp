#include "events/archive.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/timestamp.hpp"
#include "events/names.hpp"
#include "events/pattern.hpp"

namespace helio::events {
namespace {

constexpr std::array<std::string_view, 3> state_names = {"RUNNING", "COMPLETED", "CANCELLED"};
constexpr std::size_t rules_max = 100;
constexpr int retention_days_max = 36'500;

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

// Reading a document of ours: whatever is wrong with it, it is not what was stored.
template <typename F>
auto read_stored(F read) -> Result<decltype(read())> {
  try {
    return read();
  } catch (nlohmann::json::exception const& e) {
    return fail(Errc::corrupt, "StoreCorrupt", "A stored archive or replay cannot be read.",
                e.what());
  }
}

Timestamp time_of(Json const& json, char const* name) {
  return parse_rfc3339(json.at(name).get<std::string>()).value_or(Timestamp{});
}

}  // namespace

std::string_view to_string(Replay::State state) noexcept {
  return state_names[static_cast<std::size_t>(state)];
}

Result<void> validate(Archive const& archive) {
  if (!is_name(archive.name, 48) || archive.bus.empty()) {
    return invalid("An archive's name has 1 to 48 letters, digits, dots, dashes or underscores.");
  }
  if (archive.retention_days < 0 || archive.retention_days > retention_days_max) {
    return invalid("RetentionDays must be 0 (for ever) to 36500.");
  }
  if (archive.pattern.empty()) return {};
  if (auto pattern = Pattern::parse(archive.pattern); !pattern) return fail(pattern);
  return {};
}

Result<void> validate(Replay const& replay) {
  if (!is_name(replay.name, 64)) {
    return invalid("A replay's name has 1 to 64 letters, digits, dots, dashes or underscores.");
  }
  if (replay.from >= replay.to) return invalid("EventEndTime must be later than EventStartTime.");
  if (replay.rules.size() > rules_max) return invalid("A replay filters by at most 100 rules.");
  return {};
}

Json to_json(Archive const& archive) {
  return {{"ArchiveName", archive.name},        {"EventBusName", archive.bus},
          {"EventPattern", archive.pattern},    {"RetentionDays", archive.retention_days},
          {"Description", archive.description}, {"CreationTime", to_rfc3339(archive.created)}};
}

Result<Archive> read_archive(Json const& json) {
  return read_stored([&json] {
    return Archive{.name = json.at("ArchiveName").get<std::string>(),
                   .bus = json.at("EventBusName").get<std::string>(),
                   .pattern = json.at("EventPattern").get<std::string>(),
                   .retention_days = json.at("RetentionDays").get<int>(),
                   .description = json.value("Description", ""),
                   .created = parse_rfc3339(json.value("CreationTime", "")).value_or(Timestamp{})};
  });
}

Json to_json(Replay const& replay) {
  return {{"ReplayName", replay.name},
          {"ArchiveName", replay.archive},
          {"EventStartTime", to_rfc3339(replay.from)},
          {"EventEndTime", to_rfc3339(replay.to)},
          {"RuleNames", replay.rules},
          {"State", to_string(replay.state)},
          {"ReplayStartTime", to_rfc3339(replay.started)},
          {"ReplayEndTime", to_rfc3339(replay.ended)},
          {"EventLastReplayedTime", to_rfc3339(replay.last_replayed)},
          {"LastSeq", replay.last_seq},
          {"Description", replay.description}};
}

Result<Replay> read_replay(Json const& json) {
  return read_stored([&json] {
    Replay out{.name = json.at("ReplayName").get<std::string>(),
               .archive = json.at("ArchiveName").get<std::string>(),
               .from = time_of(json, "EventStartTime"),
               .to = time_of(json, "EventEndTime"),
               .rules = json.at("RuleNames").get<std::vector<std::string>>(),
               .started = time_of(json, "ReplayStartTime"),
               .ended = time_of(json, "ReplayEndTime"),
               .last_replayed = time_of(json, "EventLastReplayedTime"),
               .last_seq = json.at("LastSeq").get<std::int64_t>(),
               .description = json.value("Description", "")};
    auto const state = json.at("State").get<std::string>();
    auto const found = std::find(state_names.begin(), state_names.end(), state);
    out.state = found == state_names.end()
                    ? Replay::State::cancelled
                    : static_cast<Replay::State>(found - state_names.begin());
    return out;
  });
}

}  // namespace helio::events
