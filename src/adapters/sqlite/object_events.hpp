// Changes of objects as S3's events on the default bus: "Object Created" and "Object Deleted".
//
//   auto index = ObjectIndex::open(database, clock, event_recorder(ids, clock, account, region));
//
// The event is written in the change's own transaction; EventBus::wake() after the commit has it
// delivered at once.
#pragma once

#include <string>

#include "adapters/sqlite/object_rows.hpp"
#include "base/clock.hpp"
#include "base/ids.hpp"
#include "events/event.hpp"

namespace helio::sqlite {

struct EventOwner {
  std::string account, region;
};

// The event of a change that happened at `time`, without an id.
[[nodiscard]] events::Event event_of(objects::ObjectChange const& change, EventOwner const& owner,
                                     Timestamp time);

// `ids` and `clock` outlive what is returned.
[[nodiscard]] RecordChange event_recorder(IdGenerator& ids, Clock const& clock, EventOwner owner);

}  // namespace helio::sqlite
