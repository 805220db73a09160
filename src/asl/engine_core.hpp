// EngineCore: what the engine's executions share: the ports, the loop, who runs and who waits.
// Inside src/asl only.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>

#include "asl/engine.hpp"
#include "asl/run_loop.hpp"
#include "asl/running_execution.hpp"

namespace helio::asl {

// Of a stored state: its data many times over, in a Map of many items.
inline constexpr std::size_t kStateBytesMax = 256U << 20U;
inline constexpr std::int64_t kExpressSecondsMax = 300;

class EngineCore : public std::enable_shared_from_this<EngineCore> {
 public:
  EngineCore(EngineParts engine_parts, EngineOptions engine_options, Engine::OnChange on_change)
      : parts(engine_parts),
        options(engine_options),
        changed(std::move(on_change)),
        loop(engine_parts.clock, engine_options.threads) {}

  using Running = std::shared_ptr<RunningExecution>;

  // One that create() has just stored: runs at once if there is a place, or if it must, else
  // waits.
  void accept(ExecutionRecord record, Data input, MachineCatalog::Runnable const& machine,
              bool at_once);
  // One that may wait for a place does not any more.
  void hurry(std::string const& arn);
  // One that stands in the store: waits, and runs as places come free.
  void enqueue(std::string arn);
  void fill();
  // Without the store: a synchronous one, which is stored when it ends. False: no place.
  bool run_unstored(ExecutionRecord record, Data input, MachineCatalog::Runnable const& machine,
                    RunningExecution::Ended ended);
  void ended(std::string const& arn);
  // One in memory that is idle needs no place, as long as there are not too many of those; its
  // next message makes it busy again, whatever the places are. False: it keeps its place.
  bool rest(std::string const& arn);
  void wake(std::string const& arn);

  [[nodiscard]] Running find(std::string const& arn);
  // To one in memory; one that is being loaded finds it when it is there. False: there is none, and
  // the message is untouched.
  [[nodiscard]] bool send(std::string const& arn, Message& message);
  // What is to be done once `running` is no longer in memory; at once, if it is not.
  void when_gone(Running const& running, RunLoop::Job job);
  [[nodiscard]] bool full(bool at_once);
  [[nodiscard]] Engine::Load load();

  void keep_token(std::string const& token, std::string const& arn, TaskId task);
  void drop_token(std::string const& token);
  struct TokenOwner {
    std::string arn;
    TaskId task = 0;
  };
  [[nodiscard]] std::optional<TokenOwner> owner_of(std::string const& token);

  // Some that stand in the store are not in memory yet, nor are their tokens.
  [[nodiscard]] bool loading();

  // One redrive of an execution at a time.
  [[nodiscard]] bool begin_redrive(std::string const& arn);
  void end_redrive(std::string const& arn);

  // From now on no task begins.
  void drain() noexcept { draining_ = true; }
  [[nodiscard]] bool draining() const noexcept { return draining_; }
  // An execution has something to do, until all of it is durable.
  void round_begins();
  void round_ends();
  // Where it drains and has threads: waits until no round is under way.
  void settle();

  [[nodiscard]] ExecutionOptions options_for(MachineType type) const;

  EngineParts const parts;
  EngineOptions const options;
  Engine::OnChange const changed;
  RunLoop loop;

 private:
  void begin(std::string arn);  // loads it and lets it run; its place is taken already
  Result<Running> revive(std::string const& arn);
  Running run_new(ExecutionRecord record, Data input, RunnableMachine const& machine,
                  RunningExecution::Ended ended);
  void add(Running const& running);
  void give_back(std::string const& arn);
  [[nodiscard]] std::size_t busy() const { return running_.size() - resting_.size(); }

  std::mutex mutex_;
  std::unordered_map<std::string, Running> running_;  // nullptr: its place is taken, it is loading
  std::set<std::string> resting_;                     // of running_
  std::unordered_map<std::string, std::vector<Message>> early_;  // for those that are loading
  std::unordered_multimap<std::string, RunLoop::Job> when_gone_;
  std::deque<std::string> pending_;
  std::set<std::string> unloaded_;  // of those that are pending or loading: they may have tokens
  std::unordered_map<std::string, TokenOwner> tokens_;
  std::set<std::string> redriving_;

  std::atomic<bool> draining_ = false;
  std::mutex rounds_mutex_;
  std::condition_variable rounds_changed_;
  std::size_t rounds_ = 0;
};

// What a state machine tells its executions about themselves.
[[nodiscard]] ExecutionInfo info_of(ExecutionRecord const& record, MachineRecord const& machine);

}  // namespace helio::asl
