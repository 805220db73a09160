#include "asl/memory_stores.hpp"

#include <nlohmann/json.hpp>

#include "asl/arn.hpp"

namespace helio::asl {

void MemoryExecutionStore::create(ExecutionRecord record, Created done) {
  Result<std::int64_t> created = 0;
  {
    std::scoped_lock const lock(mutex_);
    if (by_arn_.contains(record.arn)) {
      created = fail(Errc::conflict, "ExecutionAlreadyExists",
                     "Execution Already Exists: '" + record.arn + "'");
    } else {
      record.sequence = ++last_sequence_;
      created = record.sequence;
      by_arn_.emplace(record.arn, record.sequence);
      by_sequence_[record.sequence].execution.record = std::move(record);
    }
  }
  done(std::move(created));
}

void MemoryExecutionStore::append(ExecutionUpdate update, Done done) {
  done(apply(std::move(update)));
}

Result<void> MemoryExecutionStore::apply(ExecutionUpdate update) {
  std::scoped_lock const lock(mutex_);
  auto const found = by_sequence_.find(update.sequence);
  if (found == by_sequence_.end()) return no_execution(update.arn);
  Kept& kept = found->second;
  if (update.state) kept.execution.state = std::move(update.state);
  if (kept.execution.state == "") kept.execution.state.reset();
  std::int64_t id = update.first_event;
  for (std::string& event : update.events) kept.events[id++] = std::move(event);
  if (update.record) kept.execution.record = std::move(*update.record);
  return {};
}

Result<StoredExecution> MemoryExecutionStore::load(std::string_view arn) {
  std::scoped_lock const lock(mutex_);
  auto const found = by_arn_.find(arn);
  if (found == by_arn_.end()) return no_execution(arn);
  return by_sequence_.at(found->second).execution;
}

Result<ExecutionRecord> MemoryExecutionStore::find(std::string_view arn) {
  auto stored = load(arn);
  if (!stored) return fail(stored);
  return std::move(stored->record);
}

Result<std::vector<ExecutionRecord>> MemoryExecutionStore::list(ExecutionQuery const& query) {
  std::scoped_lock const lock(mutex_);
  std::vector<ExecutionRecord> records;
  for (auto at = by_sequence_.rbegin(); at != by_sequence_.rend(); ++at) {
    ExecutionRecord const& record = at->second.execution.record;
    if (records.size() == query.limit) break;
    if (query.before != 0 && record.sequence >= query.before) continue;
    if (!query.machine_arn.empty() && record.machine_arn != query.machine_arn) continue;
    if (query.status && record.status != *query.status) continue;
    records.push_back(record);
  }
  return records;
}

Result<std::vector<ExecutionStore::Unfinished>> MemoryExecutionStore::unfinished(
    std::int64_t after, std::size_t limit) {
  std::scoped_lock const lock(mutex_);
  std::vector<Unfinished> running;
  for (auto at = by_sequence_.upper_bound(after); at != by_sequence_.end(); ++at) {
    ExecutionRecord const& record = at->second.execution.record;
    if (running.size() == limit) break;
    if (record.status == Status::running) running.push_back({record.sequence, record.arn});
  }
  return running;
}

Result<std::vector<Json>> MemoryExecutionStore::history(std::string_view arn,
                                                        HistoryQuery const& query) {
  std::scoped_lock const lock(mutex_);
  auto const found = by_arn_.find(arn);
  if (found == by_arn_.end()) return no_execution(arn);
  auto const& all = by_sequence_.at(found->second).events;
  std::vector<Json> events;
  if (query.newest_first) {
    auto at = query.after == 0 ? all.end() : all.lower_bound(query.after);
    while (at != all.begin() && events.size() < query.limit) {
      events.push_back(Json::parse((--at)->second));
    }
  } else {
    for (auto at = all.upper_bound(query.after); at != all.end(); ++at) {
      if (events.size() == query.limit) break;
      events.push_back(Json::parse(at->second));
    }
  }
  return events;
}

Result<std::size_t> MemoryExecutionStore::drop_stopped_before(Timestamp time, std::size_t limit) {
  std::scoped_lock const lock(mutex_);
  return std::erase_if(by_sequence_, [&](auto const& entry) {
    ExecutionRecord const& record = entry.second.execution.record;
    if (limit == 0 || !record.stopped_at || *record.stopped_at >= time) return false;
    by_arn_.erase(record.arn);
    --limit;
    return true;
  });
}

Result<void> MemoryMachineStore::put(MachineRecord const& machine) {
  std::scoped_lock const lock(mutex_);
  machines_.insert_or_assign(machine.arn, machine);
  revisions_.insert_or_assign({machine.arn, machine.revision}, machine);
  return {};
}

Result<MachineRecord> MemoryMachineStore::find(std::string_view arn) {
  std::scoped_lock const lock(mutex_);
  auto const found = machines_.find(arn);
  if (found == machines_.end()) return no_machine(arn);
  return found->second;
}

Result<MachineRecord> MemoryMachineStore::revision(std::string_view arn,
                                                   std::string_view revision) {
  std::scoped_lock const lock(mutex_);
  auto const found = revisions_.find({std::string(arn), std::string(revision)});
  if (found == revisions_.end()) return no_machine(arn);
  return found->second;
}

Result<std::vector<MachineRecord>> MemoryMachineStore::list(std::string_view after_name,
                                                            std::size_t limit) {
  std::scoped_lock const lock(mutex_);
  std::map<std::string, MachineRecord> by_name;
  for (auto const& [arn, machine] : machines_) {
    if (machine.name > after_name) by_name.emplace(machine.name, machine);
  }
  std::vector<MachineRecord> machines;
  for (auto& [name, machine] : by_name) {
    if (machines.size() == limit) break;
    machines.push_back(std::move(machine));
  }
  return machines;
}

Result<void> MemoryMachineStore::remove(std::string_view arn) {
  std::scoped_lock const lock(mutex_);
  auto const found = machines_.find(arn);
  if (found == machines_.end()) return no_machine(arn);
  machines_.erase(found);
  return {};
}

}  // namespace helio::asl
