#include "asl/running_execution.hpp"

#include <nlohmann/json.hpp>

#include "asl/data_texts.hpp"
#include "asl/engine_core.hpp"
#include "base/json_dump.hpp"
#include "base/log.hpp"

namespace helio::asl {
namespace {

// A store that does not answer is asked again after this time.
constexpr std::chrono::milliseconds kWriteAgainAfter{1'000};

}  // namespace

Result<void> no_task() {
  return fail(Errc::not_found, "TaskTimedOut",
              "Task Timed Out: 'Provided task does not exist anymore'");
}

RunningExecution::RunningExecution(std::weak_ptr<EngineCore> core, Execution execution,
                                   ExecutionRecord record, Message::Kind first, Ended ended)
    : core_(std::move(core)),
      execution_(std::move(execution)),
      record_(std::move(record)),
      ended_(std::move(ended)) {
  messages_.push_back({.kind = first});
}

void RunningExecution::send(Message message) {
  {
    std::unique_lock lock(mutex_);
    if (finished_) {
      lock.unlock();
      if (message.done) message.done(no_task());
      return;
    }
    messages_.push_back(std::move(message));
  }
  go_on();
}

void RunningExecution::go_on() {
  auto const core = core_.lock();
  if (!core) return;
  {
    std::scoped_lock const lock(mutex_);
    if (std::exchange(busy_, true)) return;
  }
  core->round_begins();
  core->loop.post([self = shared_from_this()] { self->run(); });
}

void RunningExecution::remember_token(std::string const& token, TaskId task) {
  auto const core = core_.lock();
  if (!core || !tokens_.insert(token).second) return;
  core->keep_token(token, record_.arn, task);
}

// With busy_ set: nobody else is here until it is cleared.
void RunningExecution::run() {
  auto const core = core_.lock();
  if (!core) return;
  std::vector<Message> messages;
  {
    std::scoped_lock const lock(mutex_);
    messages.swap(messages_);
    if (messages.empty()) busy_ = false;
  }
  if (messages.empty()) return core->round_ends();
  if (std::exchange(resting_, false)) core->wake(record_.arn);
  for (Message& message : messages) apply(*core, message);
  persist(*core);
}

void RunningExecution::apply(EngineCore& core, Message& message) {
  bool const of_task = message.task != 0;
  bool const gone = ended() || (of_task && !execution_.waits_for(message.task));
  if (gone) {
    if (message.done) answers_.emplace_back(std::move(message.done), no_task());
    return;
  }
  Batch batch = tell(message, core.parts.clock.wall());
  for (Command& command : batch.commands) commands_.push_back(std::move(command));
  for (HistoryEvent& event : batch.events) events_.push_back(std::move(event));
  wake_at_ = batch.wake_at;
  if (message.done) answers_.emplace_back(std::move(message.done), Result<void>());
}

Batch RunningExecution::tell(Message& message, Timestamp now) {
  switch (message.kind) {
    case Message::Kind::start:
      return execution_.start(now);
    case Message::Kind::resume:
      return execution_.resume(now);
    case Message::Kind::wake:
      armed_.reset();
      return execution_.advance(now);
    case Message::Kind::submitted:
      return execution_.task_submitted(message.task, std::move(message.data), now);
    case Message::Kind::succeeded:
      return execution_.task_succeeded(message.task, std::move(message.data), now);
    case Message::Kind::failed:
      return execution_.task_failed(message.task, std::move(message.error),
                                    std::move(message.cause), now);
    case Message::Kind::heartbeat:
      return execution_.task_heartbeat(message.task, now);
    case Message::Kind::abort:
      return execution_.abort(std::move(message.error), std::move(message.cause), now);
  }
  return {};
}

// A STANDARD execution's every round, an EXPRESS one's end. What failed keeps its last state, from
// which it can be redriven.
void RunningExecution::persist(EngineCore& core) {
  bool const express = record_.type == MachineType::express;
  if (ended()) {
    record_.status = execution_.status();
    record_.stopped_at = core.parts.clock.wall();
    if (Data const output = execution_.output()) record_.output = dump_json(*output);
    record_.error = execution_.error();
    record_.cause = execution_.cause();
  }
  bool const unstored = record_.sequence == 0;
  bool const nothing = events_.empty() && commands_.empty() && answers_.empty() && !ended();
  if (unstored || nothing || (express && !ended())) return carry_out();
  update_ = {.arn = record_.arn, .sequence = record_.sequence};
  if (!events_.empty()) update_.first_event = events_.front().id;
  DataTexts texts;
  for (HistoryEvent const& event : events_) update_.events.push_back(to_text(event, texts));
  if (!ended()) {
    update_.state = execution_.save(texts);
  } else {
    update_.record = record_;
    if (record_.status == Status::succeeded) update_.state = "";
  }
  write(core);
}

void RunningExecution::write(EngineCore& core) {
  core.parts.store.append(update_,
                          [self = shared_from_this(), weak = core_](Result<void> const& result) {
                            if (auto const locked = weak.lock()) self->written(*locked, result);
                          });
}

void RunningExecution::written(EngineCore& core, Result<void> const& result) {
  if (result) return core.loop.post([self = shared_from_this()] { self->carry_out(); });
  Json fields = log::fields_of(result.error());
  fields["execution_arn"] = record_.arn;
  log::warning("An execution waits for its store.", fields);
  core.loop.post_at(core.parts.clock.wall() + kWriteAgainAfter, [self = shared_from_this()] {
    if (auto const locked = self->core_.lock()) self->write(*locked);
  });
}

void RunningExecution::carry_out() {
  auto const core = core_.lock();
  if (!core) return;
  tell_changes(*core);
  for (Command const& command : commands_) carry_out(*core, command);
  for (auto& [done, result] : answers_) done(std::move(result));
  if (wake_at_ && !ended()) arm(*core, *wake_at_);
  commands_.clear();
  events_.clear();
  answers_.clear();
  update_ = {};
  if (ended()) return finish(*core);
  resting_ = execution_.idle() && core->rest(record_.arn);
  bool more = false;
  {
    std::scoped_lock const lock(mutex_);
    more = !messages_.empty();
    busy_ = more;
  }
  if (!more) return core->round_ends();
  core->loop.post([self = shared_from_this()] { self->run(); });
}

void RunningExecution::carry_out(EngineCore& core, Command const& command) {
  if (auto const* const task = std::get_if<ScheduleTask>(&command)) {
    // It was stopped in the very round that asks for it, or is for the next start.
    if (!ended() && !core.draining()) schedule(core, *task);
    return;
  }
  core.parts.tasks.cancel(record_.arn, std::get<CancelTask>(command).id);
}

TaskContext RunningExecution::context_of(ScheduleTask const& task) {
  TaskContext context{record_.arn,  record_.name,   record_.machine_arn, task.state, task.id,
                      task.attempt, task.timeout_s, task.heartbeat_s,    task.token, task.resumed};
  if (task.resource.integration == Integration::run_job) {
    context.submitted = [weak = weak_from_this(), id = task.id](Data answer) {
      if (auto const self = weak.lock()) {
        self->send({.kind = Message::Kind::submitted, .task = id, .data = std::move(answer)});
      }
    };
  }
  return context;
}

void RunningExecution::schedule(EngineCore& core, ScheduleTask const& task) {
  if (!task.token.empty()) remember_token(task.token, task.id);
  bool const waits_for_token = task.resource.integration == Integration::wait_for_task_token;
  core.parts.tasks.run(
      task.resource, task.parameters, context_of(task),
      [weak = weak_from_this(), id = task.id, waits_for_token](TaskOutcome outcome) {
        auto const self = weak.lock();
        if (!self) return;
        if (!outcome) {
          return self->send({.kind = Message::Kind::failed,
                             .task = id,
                             .error = std::move(outcome.error().error),
                             .cause = std::move(outcome.error().cause)});
        }
        auto const kind = waits_for_token ? Message::Kind::submitted : Message::Kind::succeeded;
        self->send({.kind = kind, .task = id, .data = std::move(*outcome)});
      });
}

// One timer per execution is enough: when it fires the next is armed. An earlier one replaces it.
void RunningExecution::arm(EngineCore& core, Timestamp wake_at) {
  if (armed_ && *armed_ <= wake_at) return;
  armed_ = wake_at;
  core.loop.post_at(wake_at, [weak = weak_from_this()] {
    if (auto const self = weak.lock()) self->send({.kind = Message::Kind::wake});
  });
}

void RunningExecution::tell_changes(EngineCore& core) {
  if (!core.changed) return;
  for (HistoryEvent const& event : events_) {
    bool const of_state = to_string(event.type).find("State") != std::string_view::npos;
    core.changed({record_.arn, record_.machine_arn, std::string(to_string(event.type)),
                  of_state ? event.name : "", record_.status, event.time});
  }
  if (record_.type == MachineType::express && ended()) {
    std::string const event = record_.status == Status::succeeded   ? "ExecutionSucceeded"
                              : record_.status == Status::timed_out ? "ExecutionTimedOut"
                              : record_.status == Status::aborted   ? "ExecutionAborted"
                                                                    : "ExecutionFailed";
    core.changed({record_.arn, record_.machine_arn, event, "", record_.status,
                  record_.stopped_at.value_or(Timestamp{})});
  }
}

// busy_ stays set, and what comes later is refused.
void RunningExecution::finish(EngineCore& core) {
  for (std::string const& token : tokens_) core.drop_token(token);
  if (ended_) ended_(record_);
  std::vector<Message> late;
  {
    std::scoped_lock const lock(mutex_);
    late.swap(messages_);
    finished_ = true;
  }
  for (Message const& message : late) {
    if (message.done) message.done(no_task());
  }
  core.ended(record_.arn);
  core.round_ends();
}

}  // namespace helio::asl
