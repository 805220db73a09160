// PutEvents: EventBridge's operation: up to ten events to a bus.
//
// What is wrong with one entry stands in the answer at its place, and the others are published:
// "InvalidArgument", "MalformedDetail", "NotAuthorizedForSourceException" (sources of AWS).
// Errors  invalid_argument "ValidationException" for what is no list of entries; the bus's own.
#pragma once

#include "base/json.hpp"
#include "base/result.hpp"
#include "events/event_bus.hpp"

namespace helio::aws::events {

inline constexpr std::size_t kEntriesMax = 10;

// {"Entries":[{"Source","DetailType","Detail","EventBusName"?,"Resources"?,"Time"?}]}
// -> {"FailedEntryCount","Entries":[{"EventId"} or {"ErrorCode","ErrorMessage"}]}
[[nodiscard]] Result<Json> put_events(helio::events::EventBus& bus, Json const& input);

}  // namespace helio::aws::events
