// Archive: how long the events of a bus are kept for replays. Replay: sending some of them again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::events {

struct Archive {
  std::string name = "default";
  std::string bus = "default";
  std::string pattern;      // empty: every event
  int retention_days = 30;  // 0: for ever
  std::string description;
  Timestamp created{};
};

struct Replay {
  enum class State : std::uint8_t { running, completed, cancelled };

  std::string name;
  std::string archive = "default";
  Timestamp from{}, to{};          // of the events' coming in: [from, to)
  std::vector<std::string> rules;  // names; empty: all rules of the archive's bus
  State state = State::running;
  Timestamp started{};
  Timestamp ended{};          // of a completed or cancelled one
  Timestamp last_replayed{};  // EventLastReplayedTime: when the last event sent had come in
  std::int64_t last_seq = 0;
  std::string description;
};

// "RUNNING", "COMPLETED", "CANCELLED".
[[nodiscard]] std::string_view to_string(Replay::State state) noexcept;

// Errors: invalid_argument "ValidationException", "InvalidEventPatternException".
[[nodiscard]] Result<void> validate(Archive const& archive);
[[nodiscard]] Result<void> validate(Replay const& replay);

// The stored forms (docs/events.md), in AWS's member names.
// Errors: corrupt "StoreCorrupt".
[[nodiscard]] Json to_json(Archive const& archive);
[[nodiscard]] Json to_json(Replay const& replay);
[[nodiscard]] Result<Archive> read_archive(Json const& json);
[[nodiscard]] Result<Replay> read_replay(Json const& json);

}  // namespace helio::events
