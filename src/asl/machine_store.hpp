// MachineStore: where state machines are kept, with every revision that an execution may still run.
//
// Writing   put() and remove() return when the change is durable; called from worker threads.
// Errors    not_found "StateMachineDoesNotExist"; and the store's own, as ExecutionStore.
// Contract  tests/contract/machine_store_contract.hpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "asl/validate.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::asl {

struct MachineRecord {
  std::string arn;
  std::string name;
  MachineType type = MachineType::standard;
  std::string definition;
  std::string role_arn;
  std::string revision;  // a new one with each change
  Timestamp created_at;
  Timestamp updated_at;
};

class MachineStore {
 public:
  virtual ~MachineStore() = default;
  // Makes the machine, or makes this its newest revision.
  [[nodiscard]] virtual Result<void> put(MachineRecord const& machine) = 0;
  // The newest revision.
  [[nodiscard]] virtual Result<MachineRecord> find(std::string_view arn) = 0;
  // Any revision, also of a machine that was removed.
  [[nodiscard]] virtual Result<MachineRecord> revision(std::string_view arn,
                                                       std::string_view revision) = 0;
  // Machines by name, after one.
  [[nodiscard]] virtual Result<std::vector<MachineRecord>> list(std::string_view after_name,
                                                                std::size_t limit) = 0;
  [[nodiscard]] virtual Result<void> remove(std::string_view arn) = 0;
};

}  // namespace helio::asl
