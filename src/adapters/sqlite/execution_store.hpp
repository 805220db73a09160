// The store of executions over SQLite: docs of the port in asl/execution_store.hpp.
//
// One row per execution, one for its newest state, and one per append() for its events: writing a
// row per event would cost twice as much. Schema in execution_store.cpp.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "asl/execution_store.hpp"

namespace helio::sqlite {

class ExecutionStore final : public asl::ExecutionStore {
 public:
  // `database` must outlive it. Errors: as Database.
  [[nodiscard]] static Result<std::unique_ptr<ExecutionStore>> open(Database& database);

  void create(asl::ExecutionRecord record, Created done) override;
  void append(asl::ExecutionUpdate update, Done done) override;
  [[nodiscard]] Result<asl::StoredExecution> load(std::string_view arn) override;
  [[nodiscard]] Result<asl::ExecutionRecord> find(std::string_view arn) override;
  [[nodiscard]] Result<std::vector<asl::ExecutionRecord>> list(
      asl::ExecutionQuery const& query) override;
  [[nodiscard]] Result<std::vector<Unfinished>> unfinished(std::int64_t after,
                                                           std::size_t limit) override;
  [[nodiscard]] Result<std::vector<Json>> history(std::string_view arn,
                                                  asl::HistoryQuery const& query) override;
  [[nodiscard]] Result<std::size_t> drop_stopped_before(Timestamp time, std::size_t limit) override;

 private:
  explicit ExecutionStore(Database& database) : database_(database) {}
  Database& database_;
};

}  // namespace helio::sqlite
