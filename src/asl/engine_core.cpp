#include "asl/engine_core.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "asl/redrive.hpp"
#include "base/log.hpp"

namespace helio::asl {
namespace {

constexpr std::chrono::milliseconds kLoadAgainAfter{1'000};

}  // namespace

ExecutionInfo info_of(ExecutionRecord const& record, MachineRecord const& machine) {
  return {record.arn, record.name, machine.role_arn, machine.arn, machine.name};
}

ExecutionOptions EngineCore::options_for(MachineType type) const {
  bool const express = type == MachineType::express;
  return {.history = !express,
          .time_max_s = express ? std::optional(kExpressSecondsMax) : std::nullopt};
}

bool EngineCore::full(bool at_once) {
  std::scoped_lock const lock(mutex_);
  if (at_once) return busy() >= options.running_max + options.nested_max;
  return busy() >= options.running_max && pending_.size() >= options.pending_max;
}

void EngineCore::accept(ExecutionRecord record, Data input, MachineCatalog::Runnable const& machine,
                        bool at_once) {
  {
    std::scoped_lock const lock(mutex_);
    if (!at_once && (!pending_.empty() || busy() >= options.running_max)) {
      pending_.push_back(record.arn);
      return;
    }
    running_.emplace(record.arn, nullptr);
  }
  run_new(std::move(record), std::move(input), *machine, {});
}

bool EngineCore::run_unstored(ExecutionRecord record, Data input,
                              MachineCatalog::Runnable const& machine,
                              RunningExecution::Ended ended) {
  {
    std::scoped_lock const lock(mutex_);
    if (busy() >= options.running_max) return false;
    running_.emplace(record.arn, nullptr);
  }
  run_new(std::move(record), std::move(input), *machine, std::move(ended));
  return true;
}

EngineCore::Running EngineCore::run_new(ExecutionRecord record, Data input,
                                        RunnableMachine const& machine,
                                        RunningExecution::Ended ended) {
  Execution execution(machine.machine, std::move(input), info_of(record, machine.record),
                      parts.random, options_for(record.type));
  auto running =
      std::make_shared<RunningExecution>(weak_from_this(), std::move(execution), std::move(record),
                                         Message::Kind::start, std::move(ended));
  add(running);
  return running;
}

void EngineCore::add(Running const& running) {
  std::vector<Message> early;
  {
    std::scoped_lock const lock(mutex_);
    running_[running->record().arn] = running;
    unloaded_.erase(running->record().arn);
    if (auto kept = early_.extract(running->record().arn)) early = std::move(kept.mapped());
  }
  if (changed && running->record().type == MachineType::express) {
    changed({running->record().arn, running->record().machine_arn, "ExecutionStarted", "",
             Status::running, running->record().started_at});
  }
  for (Message& message : early) running->send(std::move(message));
  running->go_on();
}

void EngineCore::enqueue(std::string arn) {
  {
    std::scoped_lock const lock(mutex_);
    unloaded_.insert(arn);
    pending_.push_back(std::move(arn));
  }
  fill();
}

void EngineCore::hurry(std::string const& arn) {
  {
    std::scoped_lock const lock(mutex_);
    auto const found = std::ranges::find(pending_, arn);
    if (found == pending_.end()) return;
    pending_.erase(found);
    running_.emplace(arn, nullptr);
  }
  loop.post([self = shared_from_this(), arn] { self->begin(arn); });
}

void EngineCore::fill() {
  while (true) {
    std::string arn;
    {
      std::scoped_lock const lock(mutex_);
      if (pending_.empty() || busy() >= options.running_max) return;
      arn = std::move(pending_.front());
      pending_.pop_front();
      running_.emplace(arn, nullptr);
    }
    loop.post([self = shared_from_this(), arn = std::move(arn)]() mutable {
      self->begin(std::move(arn));
    });
  }
}

void EngineCore::begin(std::string arn) {
  auto running = revive(arn);
  if (!running && running.error().code == Errc::unavailable) {
    loop.post_at(parts.clock.wall() + kLoadAgainAfter,
                 [self = shared_from_this(), arn]() mutable { self->begin(std::move(arn)); });
    return;
  }
  if (!running) {
    Json fields = log::fields_of(running.error());
    fields["execution_arn"] = arn;
    log::error("An execution cannot go on.", fields);
    return give_back(arn);
  }
  if (*running == nullptr) return give_back(arn);  // stopped while it waited
}

Result<EngineCore::Running> EngineCore::revive(std::string const& arn) {
  auto stored = parts.store.load(arn);
  if (!stored) return fail(stored);
  ExecutionRecord& record = stored->record;
  if (record.status != Status::running) return Running();
  auto const machine = parts.machines.revision(record.machine_arn, record.revision);
  if (!machine) return tl::unexpected(machine.error());
  auto const options_now = options_for(record.type);
  if (!stored->state) {
    auto input = parse_json(record.input);
    if (!input) return fail(input);
    return run_new(std::move(record), std::make_shared<Json const>(std::move(*input)), **machine,
                   {});
  }
  auto const state = parse_json(*stored->state, {.bytes_max = kStateBytesMax, .depth_max = 1'000});
  if (!state) return tl::unexpected(state.error());
  auto execution = Execution::restore((*machine)->machine, *state, parts.random, options_now);
  if (!execution) return fail(execution);
  auto running =
      std::make_shared<RunningExecution>(weak_from_this(), std::move(*execution), std::move(record),
                                         Message::Kind::resume, RunningExecution::Ended{});
  for (auto const& [token, task] : tokens_in(*state)) running->remember_token(token, task);
  add(running);
  return running;
}

void EngineCore::ended(std::string const& arn) { give_back(arn); }

bool EngineCore::rest(std::string const& arn) {
  {
    std::scoped_lock const lock(mutex_);
    if (resting_.size() >= options.idle_max || !running_.contains(arn)) return false;
    resting_.insert(arn);
  }
  fill();
  return true;
}

void EngineCore::wake(std::string const& arn) {
  std::scoped_lock const lock(mutex_);
  resting_.erase(arn);
}

void EngineCore::give_back(std::string const& arn) {
  Running gone;  // dies without the lock
  std::vector<Message> early;
  std::vector<RunLoop::Job> jobs;
  {
    std::scoped_lock const lock(mutex_);
    if (auto const found = running_.find(arn); found != running_.end()) {
      gone = std::move(found->second);
      running_.erase(found);
      resting_.erase(arn);
    }
    unloaded_.erase(arn);
    if (auto kept = early_.extract(arn)) early = std::move(kept.mapped());
    while (auto job = when_gone_.extract(arn)) jobs.push_back(std::move(job.mapped()));
  }
  for (RunLoop::Job& job : jobs) loop.post(std::move(job));
  for (Message const& message : early) {
    if (message.done) message.done(no_task());
  }
  fill();
}

bool EngineCore::send(std::string const& arn, Message& message) {
  Running running;
  {
    std::scoped_lock const lock(mutex_);
    auto const found = running_.find(arn);
    if (found == running_.end()) return false;
    running = found->second;
    if (!running) early_[arn].push_back(std::move(message));
  }
  if (running) running->send(std::move(message));
  return true;
}

void EngineCore::when_gone(Running const& running, RunLoop::Job job) {
  std::string const& arn = running->record().arn;
  {
    std::scoped_lock const lock(mutex_);
    auto const found = running_.find(arn);
    if (found != running_.end() && found->second == running) {
      when_gone_.emplace(arn, std::move(job));
      return;
    }
  }
  loop.post(std::move(job));
}

void EngineCore::round_begins() {
  std::scoped_lock const lock(rounds_mutex_);
  ++rounds_;
}

void EngineCore::round_ends() {
  {
    std::scoped_lock const lock(rounds_mutex_);
    --rounds_;
  }
  rounds_changed_.notify_all();
}

void EngineCore::settle() {
  if (!draining_ || options.threads == 0) return;
  std::unique_lock lock(rounds_mutex_);
  rounds_changed_.wait(lock, [this] { return rounds_ == 0; });
}

EngineCore::Running EngineCore::find(std::string const& arn) {
  std::scoped_lock const lock(mutex_);
  auto const found = running_.find(arn);
  return found == running_.end() ? nullptr : found->second;
}

void EngineCore::keep_token(std::string const& token, std::string const& arn, TaskId task) {
  std::scoped_lock const lock(mutex_);
  tokens_[token] = {arn, task};
}

void EngineCore::drop_token(std::string const& token) {
  std::scoped_lock const lock(mutex_);
  tokens_.erase(token);
}

std::optional<EngineCore::TokenOwner> EngineCore::owner_of(std::string const& token) {
  std::scoped_lock const lock(mutex_);
  auto const found = tokens_.find(token);
  if (found == tokens_.end()) return std::nullopt;
  return found->second;
}

bool EngineCore::loading() {
  std::scoped_lock const lock(mutex_);
  return !unloaded_.empty();
}

bool EngineCore::begin_redrive(std::string const& arn) {
  std::scoped_lock const lock(mutex_);
  return !running_.contains(arn) && redriving_.insert(arn).second;
}

void EngineCore::end_redrive(std::string const& arn) {
  std::scoped_lock const lock(mutex_);
  redriving_.erase(arn);
}

Engine::Load EngineCore::load() {
  std::scoped_lock const lock(mutex_);
  return {running_.size(), pending_.size()};
}

}  // namespace helio::asl
