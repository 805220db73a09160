// DeadLetterStore: deliveries that were given up, until somebody redrives or removes them.
//
// Durability, errors and threads as EventStore, beside which it is implemented.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::events {

// After this time EventStore::sweep() removes them.
inline constexpr std::chrono::days dead_letters_kept{30};

struct DeadLetter {
  std::int64_t id = 0;
  std::string queue;  // ARN of the dead-letter queue; empty: the target named none
  std::string event_id;
  std::string bus;
  std::string event_json;
  std::string rule;
  std::string target_id;
  std::string target_arn;
  std::string replay;
  std::string error_name;
  std::string error_message;
  int attempts = 0;
  Timestamp died{};
};

class DeadLetterStore {
 public:
  virtual ~DeadLetterStore() = default;
  // Of one queue, by id, those after `after_id`.
  [[nodiscard]] virtual Result<std::vector<DeadLetter>> list(std::string_view queue,
                                                             std::int64_t after_id,
                                                             std::size_t limit) = 0;
  // Makes them deliveries again, due at `now`, with no attempts made. Returns how many there were.
  // The event is appended again if it was swept meanwhile.
  [[nodiscard]] virtual Result<std::size_t> redrive(std::span<std::int64_t const> ids,
                                                    Timestamp now) = 0;
  [[nodiscard]] virtual Result<void> remove(std::span<std::int64_t const> ids) = 0;
};

}  // namespace helio::events
