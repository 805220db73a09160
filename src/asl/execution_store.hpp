// ExecutionStore: where executions are kept, with the state that lets them go on after a crash.
//
// Writing   create() and append() never block: `done` is called once, on any thread, when the write
//           is durable or has failed, and must be quick. Writes of one execution are asked for one
//           after the other. Each is applied whole or not at all.
// Reading   sees everything whose `done` was called.
// Order     `sequence` grows with each create(); lists are newest first.
// Errors    not_found "ExecutionDoesNotExist"; conflict "ExecutionAlreadyExists"; exhausted
//           "SlowDown", "DiskFull"; unavailable "StoreUnavailable"; corrupt "StoreCorrupt".
// Contract  tests/contract/execution_store_contract.hpp
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asl/execution.hpp"

namespace helio::asl {

struct ExecutionRecord {
  std::string arn;
  std::string name;
  std::string machine_arn;
  std::string revision;  // of the machine, whose definition it runs to its end
  MachineType type = MachineType::standard;
  Status status = Status::running;
  Timestamp started_at;
  std::optional<Timestamp> stopped_at;
  std::string input;                  // JSON
  std::optional<std::string> output;  // JSON
  std::optional<std::string> error;
  std::optional<std::string> cause;
  int redrives = 0;
  std::optional<Timestamp> redriven_at;
  std::int64_t sequence = 0;  // given by create()
};

// What an execution did between two durable points.
struct ExecutionUpdate {
  std::string arn;
  std::int64_t sequence = 0;
  std::optional<std::string> state;  // Execution::save() as JSON, "" drops it; nullopt keeps it
  std::int64_t first_event = 0;      // id of the first of `events`
  std::vector<std::string> events;   // JSON
  std::optional<ExecutionRecord> record;  // its new form, where more than the state changed
};

struct StoredExecution {
  ExecutionRecord record;
  std::optional<std::string> state;  // nullopt: nothing has been done yet
};

struct ExecutionQuery {
  std::string machine_arn;  // "" for all
  std::optional<Status> status;
  std::int64_t before = 0;  // sequence of the last one seen; 0: from the newest
  std::size_t limit = 100;
};

struct HistoryQuery {
  bool newest_first = false;
  std::int64_t after = 0;  // id of the last event seen; 0: from the first (or the newest)
  std::size_t limit = 100;
};

class ExecutionStore {
 public:
  using Created = std::function<void(Result<std::int64_t> sequence)>;
  using Done = std::function<void(Result<void>)>;

  virtual ~ExecutionStore() = default;
  virtual void create(ExecutionRecord record, Created done) = 0;
  virtual void append(ExecutionUpdate update, Done done) = 0;
  [[nodiscard]] virtual Result<StoredExecution> load(std::string_view arn) = 0;
  [[nodiscard]] virtual Result<ExecutionRecord> find(std::string_view arn) = 0;
  [[nodiscard]] virtual Result<std::vector<ExecutionRecord>> list(ExecutionQuery const& query) = 0;
  // ARNs of running executions in the order of their start, after a sequence.
  struct Unfinished {
    std::int64_t sequence = 0;
    std::string arn;
  };
  [[nodiscard]] virtual Result<std::vector<Unfinished>> unfinished(std::int64_t after,
                                                                   std::size_t limit) = 0;
  [[nodiscard]] virtual Result<std::vector<Json>> history(std::string_view arn,
                                                          HistoryQuery const& query) = 0;
  // Drops executions that stopped before `time`, at most `limit` of them; how many it dropped.
  [[nodiscard]] virtual Result<std::size_t> drop_stopped_before(Timestamp time,
                                                                std::size_t limit) = 0;
};

}  // namespace helio::asl
