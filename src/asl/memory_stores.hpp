// The stores of executions and machines in memory: for tests, and the meaning that adapters copy.
#pragma once

#include <map>
#include <mutex>

#include "asl/execution_store.hpp"
#include "asl/machine_store.hpp"

namespace helio::asl {

class MemoryExecutionStore final : public ExecutionStore {
 public:
  void create(ExecutionRecord record, Created done) override;
  void append(ExecutionUpdate update, Done done) override;
  [[nodiscard]] Result<StoredExecution> load(std::string_view arn) override;
  [[nodiscard]] Result<ExecutionRecord> find(std::string_view arn) override;
  [[nodiscard]] Result<std::vector<ExecutionRecord>> list(ExecutionQuery const& query) override;
  [[nodiscard]] Result<std::vector<Unfinished>> unfinished(std::int64_t after,
                                                           std::size_t limit) override;
  [[nodiscard]] Result<std::vector<Json>> history(std::string_view arn,
                                                  HistoryQuery const& query) override;
  [[nodiscard]] Result<std::size_t> drop_stopped_before(Timestamp time, std::size_t limit) override;

 private:
  struct Kept {
    StoredExecution execution;
    std::map<std::int64_t, std::string> events;
  };
  Result<void> apply(ExecutionUpdate update);

  std::mutex mutex_;
  std::map<std::int64_t, Kept> by_sequence_;
  std::map<std::string, std::int64_t, std::less<>> by_arn_;
  std::int64_t last_sequence_ = 0;
};

class MemoryMachineStore final : public MachineStore {
 public:
  [[nodiscard]] Result<void> put(MachineRecord const& machine) override;
  [[nodiscard]] Result<MachineRecord> find(std::string_view arn) override;
  [[nodiscard]] Result<MachineRecord> revision(std::string_view arn,
                                               std::string_view revision) override;
  [[nodiscard]] Result<std::vector<MachineRecord>> list(std::string_view after_name,
                                                        std::size_t limit) override;
  [[nodiscard]] Result<void> remove(std::string_view arn) override;

 private:
  std::mutex mutex_;
  std::map<std::string, MachineRecord, std::less<>> machines_;  // by ARN
  std::map<std::pair<std::string, std::string>, MachineRecord> revisions_;
};

}  // namespace helio::asl
