// The store of state machines over SQLite: docs of the port in asl/machine_store.hpp.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "asl/machine_store.hpp"

namespace helio::sqlite {

class MachineStore final : public asl::MachineStore {
 public:
  // `database` must outlive it. Errors: as Database.
  [[nodiscard]] static Result<std::unique_ptr<MachineStore>> open(Database& database);

  [[nodiscard]] Result<void> put(asl::MachineRecord const& machine) override;
  [[nodiscard]] Result<asl::MachineRecord> find(std::string_view arn) override;
  [[nodiscard]] Result<asl::MachineRecord> revision(std::string_view arn,
                                                    std::string_view revision) override;
  [[nodiscard]] Result<std::vector<asl::MachineRecord>> list(std::string_view after_name,
                                                             std::size_t limit) override;
  [[nodiscard]] Result<void> remove(std::string_view arn) override;

 private:
  explicit MachineStore(Database& database) : database_(database) {}
  Database& database_;
};

}  // namespace helio::sqlite
