// What the two log stores share: the tables, and finding a group or a stream in them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/sqlite/connection.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::sqlite {

inline constexpr std::array<std::string_view, 1> kLogSchema = {R"(
CREATE TABLE log_group (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  retention_days INTEGER,
  stored_bytes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE log_stream (
  id INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  first_event_at INTEGER,
  last_event_at INTEGER,
  last_ingested_at INTEGER,
  UNIQUE (group_id, name)
) STRICT;
CREATE TABLE log_event (
  id INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL,
  stream_id INTEGER NOT NULL,
  time INTEGER NOT NULL,
  ingested_at INTEGER NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX log_event_by_stream ON log_event (stream_id, time);
CREATE INDEX log_event_by_group ON log_event (group_id, time);
)"};

[[nodiscard]] inline std::int64_t ms_of(Timestamp time) noexcept {
  return time.time_since_epoch().count();
}
[[nodiscard]] inline Timestamp time_of(std::int64_t ms) noexcept {
  return Timestamp(std::chrono::milliseconds(ms));
}

// Row ids; none where there is no such group or stream.
[[nodiscard]] Result<std::optional<std::int64_t>> find_group(Connection& connection,
                                                             std::string_view name);
[[nodiscard]] Result<std::optional<std::int64_t>> find_stream(Connection& connection,
                                                              std::int64_t group,
                                                              std::string_view name);

// Errors: not_found "ResourceNotFoundException".
[[nodiscard]] Result<std::int64_t> group_id(Connection& connection, std::string_view name);
[[nodiscard]] Result<std::int64_t> stream_id(Connection& connection, std::int64_t group,
                                             std::string_view name);

// Give the new row's id. Errors: conflict "ConstraintFailed" where it is there.
[[nodiscard]] Result<std::int64_t> insert_group(Connection& connection, std::string_view name,
                                                Timestamp now);
[[nodiscard]] Result<std::int64_t> insert_stream(Connection& connection, std::int64_t group,
                                                 std::string_view name, Timestamp now);

}  // namespace helio::sqlite
