// Buses: the event buses there are: "default", which is always there, and those that somebody made.
//
// A bus is a name that rules and archives stand under. Events of a bus that is not there are
// taken, as EventBridge does, and meet no rule.
// Threads  callable from any.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "events/definition_store.hpp"
#include "events/rule_book.hpp"

namespace helio::events {

inline constexpr std::string_view kDefaultBus = "default";

struct Bus {
  std::string name;
  std::string description;
  Timestamp created{};  // none, of the default bus
};

// not_found "ResourceNotFoundException"
[[nodiscard]] tl::unexpected<Error> no_such_bus(std::string_view name);

// The stored form (docs/events.md). Errors: corrupt "StoreCorrupt".
[[nodiscard]] Json to_json(Bus const& bus);
[[nodiscard]] Result<Bus> read_bus(Json const& json);

class Buses {
 public:
  static constexpr std::size_t buses_max = 100;  // as EventBridge's quota

  Buses(DefinitionStore& definitions, RuleBook const& rules, Clock const& clock)
      : definitions_(definitions), rules_(rules), clock_(clock) {}

  [[nodiscard]] Result<void> load();

  // Errors: invalid_argument "ValidationException" (the name); conflict
  // "ResourceAlreadyExistsException"; too_large "LimitExceededException"; the store's.
  [[nodiscard]] Result<Bus> create(std::string_view name, std::string description);
  // One that is not there is no error. Errors: invalid_argument "ValidationException" (the default
  // bus, or one that has rules or archives); the store's.
  [[nodiscard]] Result<void> remove(std::string_view name);
  // Makes a change that needs the bus, such as a rule on it: meanwhile nobody removes it. `change`
  // calls nothing here. Errors: not_found "ResourceNotFoundException"; those of `change`.
  [[nodiscard]] Result<void> with(std::string_view name,
                                  std::function<Result<void>()> const& change);
  [[nodiscard]] std::optional<Bus> find(std::string_view name) const;
  [[nodiscard]] std::vector<Bus> list() const;  // by name

 private:
  DefinitionStore& definitions_;
  RuleBook const& rules_;
  Clock const& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Bus, std::less<>> buses_ = {{"default", {.name = "default"}}};
};

}  // namespace helio::events
