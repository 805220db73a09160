#include "asl/state_trial.hpp"

#include <initializer_list>
#include <set>

#include "asl/parse.hpp"
#include "asl/run.hpp"
#include "asl/state_types.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::asl {
namespace {

// States that stand around the one that is tried; no definition has them.
constexpr char const* kVariables = "The variables, given";
constexpr char const* kItself = "The state itself, again";

// Everything that names a state to go to.
template <typename Visit>
void each_target(Json& state, Visit visit) {
  for (char const* const field : {"Next", "Default"}) {
    if (state.contains(field)) visit(state[field]);
  }
  for (char const* const list : {"Choices", "Catch"}) {
    if (!member(state, list).is_array()) continue;
    for (Json& one : state[list]) {
      if (one.is_object() && one.contains("Next")) visit(one["Next"]);
    }
  }
}

Json without(Json state, std::initializer_list<char const*> fields) {
  for (char const* const field : fields) state.erase(field);
  return state;
}

// A Pass with these fields of the state.
Json pass_with(Json const& state, std::initializer_list<char const*> fields) {
  Json pass = {{"Type", "Pass"}, {"End", true}};
  for (char const* const field : fields) {
    if (state.contains(field)) pass[field] = state[field];
  }
  return pass;
}

}  // namespace

struct StateTrial::Ended {
  asl::Status status = asl::Status::running;
  Data output;
  Failure failure;
  std::string next;
};

StateTrial::StateTrial(StateToTry what, DoTask do_task)
    : what_(std::move(what)), do_task_(std::move(do_task)) {}

Json StateTrial::machine_of(Json state) const {
  std::set<std::string> targets;
  each_target(state, [&](Json& target) {
    if (target == what_.name) target = kItself;
    if (target.is_string()) targets.insert(target.get<std::string>());
  });
  Json states = Json::object();
  std::string start = what_.name;
  if (!what_.variables.empty()) {
    start = kVariables;
    Json assign = Json::object();
    for (auto const& [name, value] : what_.variables.items()) assign[name + ".$"] = "$." + name;
    states[start] = {{"Type", "Pass"},
                     {"Result", what_.variables},
                     {"ResultPath", nullptr},
                     {"Assign", std::move(assign)},
                     {"Next", what_.name}};
  }
  states[what_.name] = std::move(state);
  for (auto const& target : targets) states[target] = {{"Type", "Succeed"}};
  return {{"StartAt", start}, {"States", std::move(states)}};
}

Batch StateTrial::after_task(Execution& execution, ScheduleTask const& task) {
  parameters_ = task.parameters;
  if (!answer_) answer_ = do_task_(task);
  if (*answer_) return execution.task_succeeded(task.id, **answer_, what_.time);
  TaskFailure const& failure = answer_->error();
  return execution.task_failed(task.id, failure.error, failure.cause, what_.time);
}

Result<StateTrial::Ended> StateTrial::run_once(Json const& state) {
  auto machine = parse_definition_json(machine_of(state));
  if (!machine) return tl::unexpected(machine.error());
  SeededRandom random(what_.seed);
  Execution execution(std::move(*machine), what_.input, what_.info, random);
  Ended ended;
  for (Batch batch = execution.start(what_.time);;) {
    for (HistoryEvent const& event : batch.events) {
      bool const entered = to_string(event.type).ends_with("StateEntered");
      if (entered && event.name != what_.name && event.name != kVariables) ended.next = event.name;
    }
    if (execution.status() != asl::Status::running) break;
    ScheduleTask const* task = nullptr;
    for (Command const& command : batch.commands) {
      if (auto const* const scheduled = std::get_if<ScheduleTask>(&command)) task = scheduled;
    }
    if (task == nullptr && !batch.wake_at) break;
    batch = task != nullptr ? after_task(execution, ScheduleTask(*task))
                            : execution.advance(*batch.wake_at);
  }
  if (ended.next == kItself) ended.next = what_.name;
  ended.status = execution.status();
  ended.output = execution.output();
  ended.failure = {execution.error(), execution.cause()};
  return ended;
}

Result<StateTrial::Outcome> StateTrial::run() {
  auto const plain = run_once(without(what_.state, {"Retry", "Catch"}));
  if (!plain) return tl::unexpected(plain.error());
  Outcome outcome{.output = plain->output,
                  .error = plain->failure.error,
                  .cause = plain->failure.cause,
                  .next_state = plain->next};
  if (plain->status == asl::Status::succeeded) outcome.status = Status::succeeded;
  if (plain->status != asl::Status::failed) return outcome;
  auto const whole = parse_definition_json(machine());
  if (!whole) return tl::unexpected(whole.error());
  State const& state = (*whole)->flow.states[(*whole)->flow.find(what_.name)];
  for (std::size_t i = 0; i < state.retry.size(); ++i) {
    Retrier const& retrier = state.retry[i];
    if (!matches(retrier.error_equals, plain->failure)) continue;
    if (what_.attempts >= retrier.max_attempts) break;
    outcome.status = Status::retriable;
    outcome.retrier = i;
    outcome.backoff_s = backoff_s(retrier, what_.attempts);
    return outcome;
  }
  for (std::size_t i = 0; i < state.catchers.size(); ++i) {
    if (!matches(state.catchers[i].error_equals, plain->failure)) continue;
    auto const caught = run_once(without(what_.state, {"Retry"}));
    if (!caught) return tl::unexpected(caught.error());
    if (caught->status == asl::Status::succeeded) {
      outcome.status = Status::caught_error;
      outcome.catcher = i;
      outcome.output = caught->output;
      outcome.next_state = caught->next;
    } else {
      outcome.error = caught->failure.error;
      outcome.cause = caught->failure.cause;
    }
    break;
  }
  return outcome;
}

void StateTrial::look(Json& at, char const* name, Json const& state) {
  auto const ended = run_once(state);
  if (ended && ended->output) at[name] = dump_json(*ended->output);
}

Json StateTrial::inspection() {
  Json const& state = what_.state;
  Json seen = {{"input", dump_json(*what_.input)}};
  look(seen, "afterInputPath", pass_with(state, {"InputPath"}));
  if (parameters_) {
    seen["afterParameters"] = dump_json(*parameters_);
  } else {
    look(seen, "afterParameters", pass_with(state, {"InputPath", "Parameters"}));
  }
  bool const task = member(state, "Type") == "Task";
  if (!task && member(state, "Type") != "Pass") return seen;
  if (task && answer_ && *answer_) seen["result"] = dump_json(***answer_);
  if (!task) look(seen, "result", pass_with(state, {"InputPath", "Parameters", "Result"}));
  Json const plain = without(state, {"Retry", "Catch", "OutputPath", "Assign"});
  if (task) look(seen, "afterResultSelector", without(plain, {"ResultPath"}));
  look(seen, "afterResultPath", plain);
  return seen;
}

std::string_view to_string(StateTrial::Status status) noexcept {
  switch (status) {
    case StateTrial::Status::succeeded:
      return "SUCCEEDED";
    case StateTrial::Status::retriable:
      return "RETRIABLE";
    case StateTrial::Status::caught_error:
      return "CAUGHT_ERROR";
    default:
      return "FAILED";
  }
}

}  // namespace helio::asl
