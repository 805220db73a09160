// ScriptedDriver: drives an Execution for tests. Tasks end as a script says, the clock jumps from
// one event to the next, and if asked the execution is saved and restored after every single step.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "asl/execution.hpp"

namespace helio::asl {

struct Script {
  // Per state, what its tasks do, one after the other; the last goes on for all that follow:
  // {"succeeds": output} or {"fails": {"Error", "Cause"}} or {"hangs": true}, each with "after_s",
  // "submitted": output (at once), "heartbeats_s": [seconds after it was scheduled].
  Json tasks = Json::object();
  std::optional<double> abort_after_s;
  bool restart_each_step = false;
  ExecutionOptions options = {};
};

class ScriptedDriver {
 public:
  ScriptedDriver(std::shared_ptr<StateMachine const> machine, Json input, Script script);

  void run();  // until it ends, or nothing would ever happen again

  [[nodiscard]] Execution const& execution() const { return execution_; }
  [[nodiscard]] std::vector<HistoryEvent> const& history() const { return history_; }
  [[nodiscard]] std::vector<ScheduleTask> const& scheduled() const { return scheduled_; }
  [[nodiscard]] std::vector<TaskId> const& cancelled() const { return cancelled_; }
  [[nodiscard]] double elapsed_s() const;

 private:
  struct Report {
    TaskId id = 0;
    Json what;  // one of the script's words with its value
  };
  void take(Batch batch);
  void schedule(ScheduleTask const& task);
  void restart();
  [[nodiscard]] Batch tell(Report const& report);

  std::shared_ptr<StateMachine const> machine_;
  Script script_;
  SeededRandom random_{7};
  Timestamp const started_{std::chrono::seconds(1'750'000'000)};
  Timestamp now_ = started_;
  Execution execution_;
  std::optional<Timestamp> wake_at_;
  std::multimap<Timestamp, Report> reports_;
  std::map<std::string, std::size_t> used_;  // of a state's script
  std::vector<HistoryEvent> history_;
  std::vector<ScheduleTask> scheduled_;
  std::vector<TaskId> cancelled_;
};

}  // namespace helio::asl
