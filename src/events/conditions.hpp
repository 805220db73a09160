// Whether an event's fields satisfy one alternative of a pattern, array by array.
#pragma once

#include <cstdint>
#include <vector>

#include "events/event_fields.hpp"
#include "events/value_pattern.hpp"

namespace helio::events {

struct FieldCondition {
  std::uint32_t path = 0;
  std::vector<ValuePattern> const* values = nullptr;
};

// Looks for one value per condition such that no two are from different elements of one array.
// {"exists": false} holds where no value could be taken beside those of the conditions before.
// `conditions` are by path. Gives up, with false, after a million tries: an event must be made for
// that, with arrays of thousands of objects that match all conditions but the last.
[[nodiscard]] bool satisfies(std::vector<FieldCondition> const& conditions,
                             EventFields const& fields);

}  // namespace helio::events
