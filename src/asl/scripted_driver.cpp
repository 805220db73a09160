#include "asl/scripted_driver.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "asl/data_texts.hpp"

namespace helio::asl {
namespace {

std::chrono::milliseconds seconds(double s) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(s * 1000));
}

Data data(Json value) { return std::make_shared<Json const>(std::move(value)); }

ExecutionInfo info() {
  return {"arn:aws:states:eu-west-1:123456789012:execution:machine:run", "run",
          "arn:aws:iam::123456789012:role/workflow",
          "arn:aws:states:eu-west-1:123456789012:stateMachine:machine", "machine"};
}

ExecutionOptions options_of(Script const& script) {
  ExecutionOptions options = script.options;
  if (script.restart_each_step) options.steps_max = 1;
  return options;
}

}  // namespace

ScriptedDriver::ScriptedDriver(std::shared_ptr<StateMachine const> machine, Json input,
                               Script script)
    : machine_(std::move(machine)),
      script_(std::move(script)),
      execution_(machine_, data(std::move(input)), info(), random_, options_of(script_)) {}

double ScriptedDriver::elapsed_s() const {
  return static_cast<double>((now_ - started_).count()) / 1000.0;
}

void ScriptedDriver::run() {
  if (script_.abort_after_s) {
    reports_.emplace(started_ + seconds(*script_.abort_after_s), Report{0, {{"aborts", true}}});
  }
  take(execution_.start(now_));
  while (execution_.status() == Status::running && (wake_at_ || !reports_.empty())) {
    bool const report_first =
        !reports_.empty() && (!wake_at_ || reports_.begin()->first < *wake_at_);
    if (report_first) {
      now_ = std::max(now_, reports_.begin()->first);
      Report const report = std::move(reports_.begin()->second);
      reports_.erase(reports_.begin());
      take(tell(report));
    } else {
      now_ = std::max(now_, *wake_at_);
      take(execution_.advance(now_));
    }
  }
}

Batch ScriptedDriver::tell(Report const& report) {
  for (auto const& [word, value] : report.what.items()) {
    if (word == "succeeds") return execution_.task_succeeded(report.id, data(value), now_);
    if (word == "submitted") return execution_.task_submitted(report.id, data(value), now_);
    if (word == "heartbeat") return execution_.task_heartbeat(report.id, now_);
    if (word == "aborts") return execution_.abort("Stopped", "by the script", now_);
    if (word == "fails") {
      return execution_.task_failed(report.id, value.at("Error"), value.value("Cause", ""), now_);
    }
  }
  throw std::logic_error("a script knows no " + report.what.dump());
}

void ScriptedDriver::take(Batch batch) {
  for (HistoryEvent& event : batch.events) history_.push_back(std::move(event));
  for (Command const& command : batch.commands) {
    if (auto const* const task = std::get_if<ScheduleTask>(&command)) {
      schedule(*task);
    } else {
      cancelled_.push_back(std::get<CancelTask>(command).id);
    }
  }
  wake_at_ = batch.wake_at;
  if (script_.restart_each_step && execution_.status() == Status::running) restart();
}

void ScriptedDriver::schedule(ScheduleTask const& task) {
  bool const known = std::any_of(scheduled_.begin(), scheduled_.end(),
                                 [&](ScheduleTask const& one) { return one.id == task.id; });
  if (known) return;  // after a restart
  scheduled_.push_back(task);
  auto const script = script_.tasks.find(task.state);
  if (script == script_.tasks.end()) return;
  std::size_t const turn = std::min(used_[task.state]++, script->size() - 1);
  Json const& turns = script->at(turn);
  double const after_s = turns.value("after_s", 0.0);
  for (auto const& [word, value] : turns.items()) {
    if (word == "submitted") reports_.emplace(now_, Report{task.id, {{word, value}}});
    if (word == "heartbeats_s") {
      for (Json const& at : value) {
        reports_.emplace(now_ + seconds(at.get<double>()), Report{task.id, {{"heartbeat", true}}});
      }
    }
    if (word == "succeeds" || word == "fails") {
      reports_.emplace(now_ + seconds(after_s), Report{task.id, {{word, value}}});
    }
  }
}

void ScriptedDriver::restart() {
  DataTexts texts;
  auto const saved = parse_json(execution_.save(texts), {.depth_max = kSavedDepthMax});
  if (!saved) throw std::logic_error(saved.error().message);
  auto restored = Execution::restore(machine_, *saved, random_, options_of(script_));
  if (!restored) throw std::logic_error(restored.error().detail);
  execution_ = std::move(*restored);
  // Nothing is due twice: what resume() does is the next step.
  Batch batch = execution_.resume(now_);
  bool const again = script_.restart_each_step;
  script_.restart_each_step = false;
  take(std::move(batch));
  script_.restart_each_step = again;
}

}  // namespace helio::asl
