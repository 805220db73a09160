// LogCatalog and LogStore: logs in the terms of Amazon CloudWatch Logs, without its wire.
//
// A group ("/aws/lambda/heliograph-dev-result_saver") holds streams, a stream holds events.
// Within a stream, events stand by timestamp, and of one timestamp in the order they were put.
//
// Errors   AWS's names: not_found "ResourceNotFoundException" (no such group or stream), conflict
//          "ResourceAlreadyExistsException", invalid_argument "InvalidParameterException" (names,
//          limits, tokens); exhausted "SlowDown", "DiskFull"; unavailable "StoreUnavailable".
// Threads  callable from any; calls block on disk. What must not wait uses logs/log_appender.hpp.
// Contract tests/contract/log_store_contract.hpp must pass for every implementation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::logs {

inline constexpr std::size_t kMessageBytesMax = 256U << 10U;  // longer messages are cut
inline constexpr int kEventsMax = 10'000;                     // of one read
inline constexpr std::size_t kPageBytesMax = 1U << 20U;       // of its messages, but one at least

struct LogGroup {
  std::string name;
  Timestamp created_at;
  std::optional<int> retention_days;  // none: kept for ever
  std::int64_t stored_bytes = 0;      // of the messages
};

struct LogStream {
  std::string name;
  Timestamp created_at;
  std::optional<Timestamp> first_event_at, last_event_at, last_ingested_at;
};

struct LogEvent {
  Timestamp time;
  std::string message;
};

// Events for one stream.
struct Batch {
  std::string group, stream;
  std::vector<LogEvent> events;
};

struct StoredEvent {
  std::string id;  // digits; grows with (time, order of arrival)
  std::string stream;
  Timestamp time, ingested_at;
  std::string message;
};

// GetLogEvents: one stream, page by page in both directions.
struct ReadStream {
  std::string group, stream;
  std::optional<Timestamp> from, to;  // time in [from, to)
  int limit = kEventsMax;             // 1..kEventsMax
  bool from_head = false;             // without a token: the oldest events, else the newest
  std::string token;                  // StreamPage::forward or ::backward
};

struct StreamPage {
  std::vector<StoredEvent> events;  // oldest first, in either direction
  std::string forward, backward;    // never empty; at an end, the token that was given comes back
};

// FilterLogEvents: all or some streams of a group, oldest first. `aws logs tail --follow` polls it.
struct Filter {
  std::string group;
  std::vector<std::string> streams;   // any of these; empty: all
  std::string stream_prefix;          // or those that begin so
  std::optional<Timestamp> from, to;  // time in [from, to]: FilterLogEvents includes its end
  std::string pattern;                // logs/filter_pattern.hpp; empty: every event
  int limit = kEventsMax;             // 1..kEventsMax
  bool newest = false;                // of all that match the last `limit`, not the first
  std::string token;                  // FilterPage::next, or an event's id: what comes after it
};

struct FilterPage {
  std::vector<StoredEvent> events;  // oldest first, the newest too
  std::string next;                 // empty: no more for now, and always with `newest`
};

// DescribeLogStreams.
enum class StreamOrder : std::uint8_t { name, last_event };  // streams without events come first

struct ListStreams {
  std::string group;
  std::string prefix;  // of the names
  StreamOrder order = StreamOrder::name;
  bool descending = false;
  std::optional<LogStream> after;  // the last one of the page before
  int limit = 50;
};

class LogCatalog {
 public:
  virtual ~LogCatalog() = default;
  [[nodiscard]] virtual Result<void> create_group(std::string_view group) = 0;
  [[nodiscard]] virtual Result<void> delete_group(std::string_view group) = 0;  // and its events
  [[nodiscard]] virtual Result<void> set_retention(std::string_view group,
                                                   std::optional<int> days) = 0;
  // By name; those that begin with `prefix`, after the name `after`.
  [[nodiscard]] virtual Result<std::vector<LogGroup>> groups(std::string_view prefix,
                                                             std::string_view after, int limit) = 0;
  [[nodiscard]] virtual Result<void> create_stream(std::string_view group,
                                                   std::string_view stream) = 0;
  [[nodiscard]] virtual Result<void> delete_stream(std::string_view group,
                                                   std::string_view stream) = 0;
  [[nodiscard]] virtual Result<std::vector<LogStream>> streams(ListStreams const& what) = 0;
};

class LogStore {
 public:
  virtual ~LogStore() = default;
  // All batches at once or none. Groups and streams that are not there are made.
  [[nodiscard]] virtual Result<void> append(std::span<Batch const> batches) = 0;
  [[nodiscard]] virtual Result<StreamPage> read(ReadStream const& what) = 0;
  [[nodiscard]] virtual Result<FilterPage> filter(Filter const& what) = 0;
  // Removes events older than their group's retention, at most `count_max` in one call; how many.
  [[nodiscard]] virtual Result<std::int64_t> sweep_expired(Timestamp now, int count_max) = 0;
};

}  // namespace helio::logs
