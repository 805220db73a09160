// What the engine is asked and answers: requests, pages and the changes it tells of.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "asl/execution_store.hpp"

namespace helio::asl {

struct EngineOptions {
  std::size_t running_max = 1'000;        // executions at once that do something
  std::size_t idle_max = 5'000;           // besides, of those that only wait, in memory too
  std::size_t nested_max = 1'000;         // besides, of those started with `at_once`
  std::size_t pending_max = 100'000;      // started ones that wait for a place, 100 bytes each
  std::size_t threads = 2;                // 0: everything is done within tick(), for tests
  std::chrono::hours retention{24 * 90};  // of executions that have ended
};

struct StartRequest {
  std::string machine_arn;
  std::string name = {};     // "": a new UUID
  std::string input = "{}";  // JSON
  // Also an execution that has ended counts as started, if it had this name and this input. For
  // events that are delivered at least once; AWS refuses a second start after the end.
  bool once = false;
  // Another execution holds its place until this one ends, so this one waits for none: it runs at
  // once, up to `nested_max` past `running_max`, or is refused.
  bool at_once = false;
};

struct Started {
  std::string execution_arn;
  Timestamp started_at;
};

struct StopRequest {
  std::string execution_arn;
  std::string error = {};
  std::string cause = {};
};

struct ExecutionPage {
  std::vector<ExecutionRecord> executions;
  std::optional<std::string> next_cursor;
};

struct ListExecutions {
  std::string machine_arn = {};  // "": of all machines
  std::optional<Status> status = {};
  std::size_t limit = 100;
  std::string cursor = {};
};

struct HistoryPage {
  std::vector<Json> events;
  std::optional<std::string> next_cursor;
};

struct GetHistory {
  std::string execution_arn;
  bool newest_first = false;
  bool with_data = true;
  std::size_t limit = 100;
  std::string cursor = {};
};

// Something happened in an execution, and is durable. EXPRESS ones tell of start and end only.
struct ExecutionChange {
  std::string execution_arn;
  std::string machine_arn;
  std::string event;  // "TaskStateEntered", "ExecutionSucceeded"
  std::string state;  // "" where the event is of no state
  Status status = Status::running;
  Timestamp time;
};

}  // namespace helio::asl
