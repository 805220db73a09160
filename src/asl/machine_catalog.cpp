#include "asl/machine_catalog.hpp"

#include "asl/parse.hpp"
#include "base/ids.hpp"

namespace helio::asl {

MachineCatalog::MachineCatalog(MachineStore& store, Clock const& clock, Random& random,
                               Account account, ResourceCheck check)
    : store_(store),
      clock_(clock),
      random_(random),
      account_(std::move(account)),
      check_(std::move(check)) {}

Result<MachineRecord> MachineCatalog::create(CreateMachine const& machine) {
  if (auto const named = check_name(machine.name); !named) return tl::unexpected(named.error());
  auto parsed = parse_definition(machine.definition, machine.type, check_);
  if (!parsed) return fail(parsed);
  std::scoped_lock const lock(changing_);
  std::string const arn = machine_arn(account_, machine.name);
  auto const existing = store_.find(arn);
  if (existing) {
    if (existing->definition == machine.definition && existing->type == machine.type &&
        existing->role_arn == machine.role_arn) {
      return *existing;
    }
    return fail(Errc::conflict, "StateMachineAlreadyExists",
                "State Machine Already Exists: '" + arn + "'");
  }
  if (existing.error().code != Errc::not_found) return tl::unexpected(existing.error());
  Timestamp const now = clock_.wall();
  return put({arn, machine.name, machine.type, machine.definition, machine.role_arn,
              uuid_v4(random_), now, now});
}

Result<MachineRecord> MachineCatalog::update(std::string_view arn,
                                             std::optional<std::string> definition,
                                             std::optional<std::string> role_arn) {
  std::scoped_lock const lock(changing_);
  auto record = describe(arn);
  if (!record) return record;
  if (definition) {
    auto parsed = parse_definition(*definition, record->type, check_);
    if (!parsed) return fail(parsed);
    record->definition = std::move(*definition);
  }
  if (role_arn) record->role_arn = std::move(*role_arn);
  record->revision = uuid_v4(random_);
  record->updated_at = clock_.wall();
  return put(std::move(*record));
}

Result<MachineRecord> MachineCatalog::put(MachineRecord record) {
  if (auto const stored = store_.put(record); !stored) return tl::unexpected(stored.error());
  std::scoped_lock const lock(mutex_);
  current_.erase(record.arn);
  return record;
}

Result<MachineRecord> MachineCatalog::describe(std::string_view arn) {
  if (auto const checked = check_arn(arn, "stateMachine"); !checked) {
    return tl::unexpected(checked.error());
  }
  return store_.find(arn);
}

Result<void> MachineCatalog::remove(std::string_view arn) {
  if (auto checked = check_arn(arn, "stateMachine"); !checked) return checked;
  std::scoped_lock const lock(changing_);
  auto removed = store_.remove(arn);
  std::scoped_lock const cache_lock(mutex_);
  if (auto const found = current_.find(arn); found != current_.end()) current_.erase(found);
  return removed;
}

Result<std::vector<MachineRecord>> MachineCatalog::list(std::string_view after_name,
                                                        std::size_t limit) {
  return store_.list(after_name, limit);
}

Diagnostics MachineCatalog::validate(std::string_view definition, MachineType type) const {
  return asl::validate(definition, type, check_);
}

Result<MachineCatalog::Runnable> MachineCatalog::current(std::string_view arn) {
  {
    std::scoped_lock const lock(mutex_);
    if (auto const found = current_.find(arn); found != current_.end()) return found->second;
  }
  std::scoped_lock const lock(changing_);
  auto record = describe(arn);
  if (!record) return fail(record);
  auto runnable = compiled(std::move(*record));
  if (runnable) {
    std::scoped_lock const cache_lock(mutex_);
    if (current_.size() >= kMachinesCachedMax) current_.clear();
    current_[std::string(arn)] = *runnable;
  }
  return runnable;
}

Result<MachineCatalog::Runnable> MachineCatalog::revision(std::string_view arn,
                                                          std::string_view revision) {
  {
    std::scoped_lock const lock(mutex_);
    auto const found = revisions_.find({std::string(arn), std::string(revision)});
    if (found != revisions_.end()) return found->second;
  }
  auto record = store_.revision(arn, revision);
  if (!record) return fail(record);
  return compiled(std::move(*record));
}

Result<MachineCatalog::Runnable> MachineCatalog::compiled(MachineRecord record) {
  auto machine = parse_definition(record.definition, record.type);
  if (!machine) return fail(machine);
  auto runnable = std::make_shared<RunnableMachine const>(
      RunnableMachine{std::move(record), std::move(*machine)});
  std::scoped_lock const lock(mutex_);
  if (revisions_.size() >= kMachinesCachedMax) revisions_.clear();
  revisions_[{runnable->record.arn, runnable->record.revision}] = runnable;
  return runnable;
}

}  // namespace helio::asl
