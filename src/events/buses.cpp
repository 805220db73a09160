#include "events/buses.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "base/timestamp.hpp"
#include "events/names.hpp"

namespace helio::events {
namespace {

constexpr std::size_t kNameMax = 256;

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

}  // namespace

tl::unexpected<Error> no_such_bus(std::string_view name) {
  return fail(Errc::not_found, "ResourceNotFoundException",
              "Event bus " + std::string(name) + " does not exist.");
}

Json to_json(Bus const& bus) {
  return {{"Name", bus.name},
          {"Description", bus.description},
          {"CreationTime", to_rfc3339(bus.created)}};
}

Result<Bus> read_bus(Json const& json) {
  Bus bus{.name = text_member(json, "Name"),
          .description = text_member(json, "Description"),
          .created = parse_rfc3339(text_member(json, "CreationTime")).value_or(Timestamp{})};
  if (!is_name(bus.name, kNameMax)) {
    return fail(Errc::corrupt, "StoreCorrupt", "A stored event bus cannot be read.", json.dump());
  }
  return bus;
}

Result<void> Buses::load() {
  auto stored = definitions_.list(DefinitionKind::bus);
  if (!stored) return fail(stored);
  std::lock_guard const lock(mutex_);
  for (Definition const& each : *stored) {
    auto json = parse_json(each.json);
    if (!json) return fail(json);
    auto bus = read_bus(*json);
    if (!bus) return fail(bus);
    buses_.insert_or_assign(each.name, std::move(*bus));
  }
  return {};
}

Result<Bus> Buses::create(std::string_view name, std::string description) {
  if (!is_name(name, kNameMax)) {
    return invalid("An event bus's name has 1 to 256 letters, digits, dots, dashes, underscores.");
  }
  std::lock_guard const lock(mutex_);
  if (buses_.contains(name)) {
    return fail(Errc::conflict, "ResourceAlreadyExistsException",
                "Event bus " + std::string(name) + " already exists.");
  }
  if (buses_.size() >= buses_max) {
    return fail(Errc::too_large, "LimitExceededException",
                "There are 100 event buses; remove some.");
  }
  Bus bus{
      .name = std::string(name), .description = std::move(description), .created = clock_.wall()};
  auto stored = definitions_.put(DefinitionKind::bus, {bus.name, to_json(bus).dump()});
  if (!stored) return fail(stored);
  buses_.emplace(bus.name, bus);
  return bus;
}

Result<void> Buses::remove(std::string_view name) {
  std::lock_guard const lock(mutex_);
  auto const found = buses_.find(name);
  if (name == kDefaultBus) return invalid("Cannot delete event bus default.");
  if (found == buses_.end()) return {};
  if (!rules_.rules_of(name, "", "", 1).empty()) {
    return invalid("Event bus " + std::string(name) + " has rules; delete them first.");
  }
  auto const archives = rules_.archives();
  if (std::ranges::find(archives, name, &Archive::bus) != archives.end()) {
    return invalid("Event bus " + std::string(name) + " has archives; delete them first.");
  }
  if (auto removed = definitions_.remove(DefinitionKind::bus, name); !removed) return removed;
  buses_.erase(found);
  return {};
}

Result<void> Buses::with(std::string_view name, std::function<Result<void>()> const& change) {
  std::lock_guard const lock(mutex_);
  if (!buses_.contains(name)) return no_such_bus(name);
  return change();
}

std::optional<Bus> Buses::find(std::string_view name) const {
  std::lock_guard const lock(mutex_);
  auto const found = buses_.find(name);
  return found == buses_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Bus> Buses::list() const {
  std::lock_guard const lock(mutex_);
  std::vector<Bus> buses;
  for (auto const& [name, bus] : buses_) buses.push_back(bus);
  return buses;
}

}  // namespace helio::events
