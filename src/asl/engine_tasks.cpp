// The engine's callbacks by task token, and redriving what has failed.
#include <nlohmann/json.hpp>

#include "asl/engine_core.hpp"
#include "asl/redrive.hpp"
#include "base/json_dump.hpp"

namespace helio::asl {
namespace {

constexpr std::size_t kTokenBytesMax = 2048;
constexpr std::size_t kOutputBytesMax = 256U << 10U;

// Sends the message to the task's execution, or answers why it cannot.
void send(EngineCore& core, std::string const& token, Message message) {
  if (token.empty() || token.size() > kTokenBytesMax) {
    return message.done(
        fail(Errc::invalid_argument, "InvalidToken", "Invalid Token: 'Invalid token'"));
  }
  bool const loading = core.loading();  // asked first: what is loaded has its tokens
  auto const owner = core.owner_of(token);
  if (owner) message.task = owner->task;
  if (owner && core.send(owner->arn, message)) return;
  if (loading) {
    return message.done(fail(Errc::unavailable, "ServiceUnavailable",
                             "Executions are being loaded after a start; try again in a second."));
  }
  message.done(fail(Errc::not_found, "TaskDoesNotExist",
                    "Task Does Not Exist: 'No task waits for this token'"));
}

tl::unexpected<Error> not_redrivable(std::string const& arn, std::string_view why) {
  return fail(Errc::conflict, "ExecutionNotRedrivable",
              "Execution '" + arn + "' cannot be redriven: " + std::string(why));
}

// From where it goes on: its last durable point, or its start where it had none.
Result<Beginning> last_of(EngineParts const& parts, StoredExecution const& stored) {
  if (!stored.state) {
    auto const machine = parts.machines.revision(stored.record.machine_arn, stored.record.revision);
    if (!machine) return tl::unexpected(machine.error());
    return beginning_of(stored.record, **machine, parts.random);
  }
  auto state = parse_json(*stored.state, {.bytes_max = kStateBytesMax, .depth_max = 1'000});
  if (!state) return fail(state);
  return Beginning{std::move(*state), {}};
}

// What makes the stored execution run again.
Result<ExecutionUpdate> redriven(EngineParts const& parts, std::string const& arn) {
  auto stored = parts.store.load(arn);
  if (!stored) return fail(stored);
  ExecutionRecord& record = stored->record;
  if (record.status == Status::running || record.status == Status::succeeded) {
    return not_redrivable(arn, "it has not failed.");
  }
  if (record.type == MachineType::express) return not_redrivable(arn, "it is EXPRESS.");
  auto const newest = parts.store.history(arn, {.newest_first = true, .limit = 1});
  if (!newest) return tl::unexpected(newest.error());
  auto from = last_of(parts, *stored);
  if (!from) return fail(from);
  if (!newest->empty()) from->events.clear();
  Timestamp const now = parts.clock.wall();
  auto const last = newest->empty() ? static_cast<std::int64_t>(from->events.size())
                                    : newest->front().value("id", std::int64_t{0});
  prepare_redrive(from->state, now, record.redrives + 1, last + 1);
  record.status = Status::running;
  record.stopped_at.reset();
  record.output.reset();
  record.error.reset();
  record.cause.reset();
  record.redrives += 1;
  record.redriven_at = now;
  ExecutionUpdate update{.arn = arn, .sequence = record.sequence};
  update.events = std::move(from->events);
  update.first_event = last + 1 - static_cast<std::int64_t>(update.events.size());
  Json const event = {{"timestamp", static_cast<double>(now.time_since_epoch().count()) / 1000.0},
                      {"type", "ExecutionRedriven"},
                      {"id", last + 1},
                      {"previousEventId", last},
                      {"executionRedrivenEventDetails", {{"redriveCount", record.redrives}}}};
  update.state = dump_json(from->state);
  update.events.push_back(event.dump());
  update.record = std::move(record);
  return update;
}

// Whether the end of one that is still in memory can be seen in the store already.
bool is_leaving(EngineCore& core, std::string const& arn) {
  auto const record = core.parts.store.find(arn);
  return record && record->status != Status::running;
}

void redrive(std::shared_ptr<EngineCore> const& core, std::string const& arn,
             Engine::Done<Timestamp> done) {
  if (auto const running = core->find(arn); running && is_leaving(*core, arn)) {
    return core->when_gone(running, [weak = std::weak_ptr(core), arn, done] {
      if (auto const locked = weak.lock()) redrive(locked, arn, done);
    });
  }
  if (!core->begin_redrive(arn)) {
    return done(not_redrivable(arn, "it runs, or is being redriven."));
  }
  auto update = redriven(core->parts, arn);
  if (!update) {
    core->end_redrive(arn);
    return done(fail(update));
  }
  Timestamp const now = update->record->redriven_at.value_or(Timestamp{});
  core->parts.store.append(
      std::move(*update),
      [weak = std::weak_ptr(core), arn, now, done = std::move(done)](Result<void> const& result) {
        auto const locked = weak.lock();
        if (!locked) return;
        locked->end_redrive(arn);
        if (!result) return done(tl::unexpected(result.error()));
        locked->enqueue(arn);
        done(now);
      });
}

}  // namespace

void Engine::send_task_success(std::string const& token, std::string const& output,
                               Done<void> done) {
  auto value = parse_json(output, {.bytes_max = kOutputBytesMax});
  if (!value) {
    return done(
        fail(Errc::invalid_argument, "InvalidOutput", "Invalid Output: " + value.error().message));
  }
  send(*core_, token,
       {.kind = Message::Kind::succeeded,
        .data = std::make_shared<Json const>(std::move(*value)),
        .done = std::move(done)});
}

void Engine::send_task_failure(std::string const& token, TaskFailure failure, Done<void> done) {
  send(*core_, token,
       {.kind = Message::Kind::failed,
        .error = std::move(failure.error),
        .cause = std::move(failure.cause),
        .done = std::move(done)});
}

void Engine::send_task_heartbeat(std::string const& token, Done<void> done) {
  send(*core_, token, {.kind = Message::Kind::heartbeat, .done = std::move(done)});
}

void Engine::redrive_execution(std::string const& execution_arn, Done<Timestamp> done) {
  redrive(core_, execution_arn, std::move(done));
}

}  // namespace helio::asl
