// What REST shows of workflow executions.
//
// Errors  invalid_argument "InvalidCursor"; conflict "ExecutionNotRedrivable"; not_found
//         "ExecutionDoesNotExist"; the store's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::api {

struct Execution {
  std::string arn, state_machine_arn, name;
  std::string status;  // RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED
  Timestamp started_at;
  std::optional<Timestamp> stopped_at;
  // Of one execution only, not in lists:
  Json input, output;                       // null: none
  std::optional<std::string> error, cause;  // of a failed one
  Json definition;   // the workflow as it was when it began; null: not known any more
  int redrives = 0;  // how often it went on after an end
};

struct ExecutionQuery {
  int limit = 20;  // 1..100
  std::optional<std::string> status;
  std::string name;    // only of this name: one per state machine at most, all on one page
  std::string cursor;  // ExecutionPage::next
};

struct ExecutionPage {
  std::vector<Execution> items;  // newest first
  std::string next;              // empty: no more
};

struct HistoryEntry {
  std::int64_t id = 0, previous_id = 0;
  Timestamp time;
  std::string type;  // Step Functions' own: "TaskStateEntered"
  Json details;      // its …EventDetails, or null
};

struct History {
  std::vector<HistoryEntry> events;  // oldest first
  bool truncated = false;            // there are more
};

inline constexpr int kHistoryMax = 1'000;  // events that one answer shows

struct ExecutionReader {
  std::function<Result<ExecutionPage>(ExecutionQuery const&)> list;
  std::function<Result<Execution>(std::string_view arn)> describe;
  // The first `count_max` events.
  std::function<Result<History>(std::string_view arn, int count_max)> history;
};

// Lets one that ended without success go on from where it failed; gives when.
using Redrive = std::function<Result<Timestamp>(std::string_view arn)>;

struct StartedExecution {
  std::string arn;
  Timestamp started_at;
};

// Starts another execution of the same state machine with the same input.
using Repeat = std::function<Result<StartedExecution>(std::string_view arn)>;

}  // namespace helio::api
