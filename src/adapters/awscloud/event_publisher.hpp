// EventPublisher: events to Amazon EventBridge.
//
// PutEvents takes some of its entries and refuses others. What it refused for a passing reason
// (throttling, its own failure) is sent again, alone, as often as the settings allow; what is left
// then is told entry by entry.
// Bounds  calls of at most 10 entries and 256 KiB, as EventBridge's.
// Errors  those of Client where a whole call fails: of its entries nothing is known then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/client.hpp"
#include "base/json.hpp"

namespace helio::awscloud {

struct EventEntry {
  std::string source, detail_type;
  Json detail;                         // an object
  std::vector<std::string> resources;  // ARNs
  std::string bus = "default";         // a name or an ARN
  std::optional<Timestamp> time = {};  // none: now
};

// Of each entry: its event's id, or why it was refused.
using EventOutcome = Result<std::string>;

class EventPublisher {
 public:
  explicit EventPublisher(Client& client) : client_(client) {}

  // In the order of the entries.
  [[nodiscard]] Result<std::vector<EventOutcome>> put(std::vector<EventEntry> const& entries);

 private:
  [[nodiscard]] Result<void> put_some(std::vector<Json> const& entries,
                                      std::vector<std::size_t> const& indexes,
                                      std::vector<EventOutcome>& outcomes);

  Client& client_;
};

}  // namespace helio::awscloud
