// MachineCatalog: makes, changes and lists state machines, and keeps them compiled for the engine.
//
// Resources  a machine that names what `check` refuses is neither made nor changed. One that is
//            there already still runs: its Task fails when it is reached.
// Threads  callable from any; what changes a machine waits for the store.
// Bounds   kMachinesCachedMax compiled revisions in memory.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "asl/arn.hpp"
#include "asl/definition.hpp"
#include "asl/machine_store.hpp"
#include "base/random.hpp"

namespace helio::asl {

inline constexpr std::size_t kMachinesCachedMax = 1'000;

struct CreateMachine {
  std::string name;
  std::string definition;
  MachineType type = MachineType::standard;
  std::string role_arn = {};
};

struct RunnableMachine {
  MachineRecord record;
  std::shared_ptr<StateMachine const> machine;
};

class MachineCatalog {
 public:
  MachineCatalog(MachineStore& store, Clock const& clock, Random& random, Account account,
                 ResourceCheck check = {});

  // The same machine again gives the one there is. Errors: "InvalidName", "InvalidDefinition",
  // conflict "StateMachineAlreadyExists".
  [[nodiscard]] Result<MachineRecord> create(CreateMachine const& machine);
  // Executions that run keep the definition they began with. Errors: "InvalidDefinition",
  // "StateMachineDoesNotExist".
  [[nodiscard]] Result<MachineRecord> update(std::string_view arn,
                                             std::optional<std::string> definition,
                                             std::optional<std::string> role_arn);
  [[nodiscard]] Result<MachineRecord> describe(std::string_view arn);
  [[nodiscard]] Result<void> remove(std::string_view arn);
  [[nodiscard]] Result<std::vector<MachineRecord>> list(std::string_view after_name,
                                                        std::size_t limit);

  // As asl::validate(), with the resources that this server does.
  [[nodiscard]] Diagnostics validate(std::string_view definition, MachineType type) const;

  using Runnable = std::shared_ptr<RunnableMachine const>;
  [[nodiscard]] Result<Runnable> current(std::string_view arn);
  [[nodiscard]] Result<Runnable> revision(std::string_view arn, std::string_view revision);

  [[nodiscard]] Account const& account() const noexcept { return account_; }

 private:
  [[nodiscard]] Result<MachineRecord> put(MachineRecord record);
  [[nodiscard]] Result<Runnable> compiled(MachineRecord record);

  MachineStore& store_;
  Clock const& clock_;
  Random& random_;
  Account const account_;
  ResourceCheck const check_;
  std::mutex changing_;  // one change at a time, so that two creations of one name do not cross
  std::mutex mutex_;
  std::map<std::string, Runnable, std::less<>> current_;
  std::map<std::pair<std::string, std::string>, Runnable> revisions_;
};

}  // namespace helio::asl
