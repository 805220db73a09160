// DefinitionStore: rules, archives, replays and buses by name, each a small JSON document.
//
// Durability, errors and threads as EventStore, beside which it is implemented.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace helio::events {

// Stored; never renumber.
enum class DefinitionKind : std::uint8_t { rule = 1, archive = 2, replay = 3, bus = 4 };

struct Definition {
  std::string name;
  std::string json;
};

class DefinitionStore {
 public:
  virtual ~DefinitionStore() = default;
  // Replaces one of that kind and name.
  [[nodiscard]] virtual Result<void> put(DefinitionKind kind, Definition const& definition) = 0;
  [[nodiscard]] virtual Result<void> remove(DefinitionKind kind, std::string_view name) = 0;
  // By name.
  [[nodiscard]] virtual Result<std::vector<Definition>> list(DefinitionKind kind) = 0;
};

}  // namespace helio::events
