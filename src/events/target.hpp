// TargetPort: where an event goes in the end: a state machine, a function, another bus, a webhook.
//
// Input    `input` is valid JSON, what the target's Input… settings made of the event.
// Errors   unavailable, timed_out, exhausted, conflict, cancelled, internal: tried again later, as
//          the target's retry policy says. Others (invalid_argument, not_found, forbidden, …) will
//          not get better: the event goes to the dead-letter queue at once.
// Delivery at least once: the same `delivery_id` may come again after a crash, and counts as one.
// Threads  deliver() runs on several worker threads at a time, and may block; what it waits for
//          must have a time limit.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::events {

struct DeliveryContext {
  std::string event_id;
  std::string rule;
  std::string target_id;
  std::string replay;  // name of the replay, or empty
  int attempt = 1;
  // The same for every attempt, another one for each replay of the event: the event's id, or
  // "EVENT_ID-REPLAY".
  std::string delivery_id;
};

class TargetPort {
 public:
  virtual ~TargetPort() = default;
  [[nodiscard]] virtual Result<void> deliver(std::string_view target_arn, std::string_view input,
                                             DeliveryContext const& context) = 0;
};

}  // namespace helio::events
