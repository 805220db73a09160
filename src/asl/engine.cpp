#include "asl/engine.hpp"

#include <nlohmann/json.hpp>

#include "asl/engine_core.hpp"
#include "base/ids.hpp"

namespace helio::asl {
namespace {

constexpr std::size_t kInputBytesMax = 256U << 10U;
constexpr std::size_t kResumePage = 1'000;

struct Prepared {
  ExecutionRecord record;
  Data input;
  MachineCatalog::Runnable machine;
};

Result<Data> parse_input(std::string const& text) {
  auto value = parse_json(text, {.bytes_max = kInputBytesMax});
  if (!value) {
    return fail(Errc::invalid_argument, "InvalidExecutionInput",
                "Invalid State Machine Execution Input: " + value.error().message);
  }
  return std::make_shared<Json const>(std::move(*value));
}

Result<Prepared> prepare(EngineParts const& parts, StartRequest const& request) {
  auto machine = parts.machines.current(request.machine_arn);
  if (!machine) return fail(machine);
  std::string const name = request.name.empty() ? uuid_v4(parts.random) : request.name;
  if (auto const named = check_name(name); !named) return tl::unexpected(named.error());
  auto input = parse_input(request.input);
  if (!input) return fail(input);
  MachineRecord const& record = (*machine)->record;
  Account const& account = parts.machines.account();
  ExecutionRecord execution{
      .arn = record.type == MachineType::express
                 ? express_arn(account, record.name, name, uuid_v4(parts.random))
                 : execution_arn(account, record.name, name),
      .name = name,
      .machine_arn = record.arn,
      .revision = record.revision,
      .type = record.type,
      .started_at = parts.clock.wall(),
      .input = request.input};
  return Prepared{std::move(execution), std::move(*input), std::move(*machine)};
}

tl::unexpected<Error> limit_exceeded() {
  return fail(Errc::exhausted, "ExecutionLimitExceeded",
              "Too many executions run and wait already; try again later.");
}

// The name is taken: by the same start, or by another one.
Result<Started> same_start(ExecutionStore& store, ExecutionRecord const& wanted, bool once) {
  auto const existing = store.find(wanted.arn);
  if (!existing) return tl::unexpected(existing.error());
  bool const same = existing->input == wanted.input;
  if (same && (once || existing->status == Status::running)) {
    return Started{existing->arn, existing->started_at};
  }
  return fail(Errc::conflict, "ExecutionAlreadyExists",
              "Execution Already Exists: '" + wanted.arn + "'");
}

// One that waits for its turn, and will be passed over.
void stop_stored(std::shared_ptr<EngineCore> const& core, ExecutionRecord record, Message abort,
                 Engine::Done<Timestamp> done) {
  Timestamp const now = core->parts.clock.wall();
  record.status = Status::aborted;
  record.stopped_at = now;
  if (!abort.error.empty()) record.error = abort.error;
  if (!abort.cause.empty()) record.cause = abort.cause;
  ExecutionUpdate update{.arn = record.arn, .sequence = record.sequence};
  ExecutionChange const change{record.arn, record.machine_arn, "ExecutionAborted",
                               "",         Status::aborted,    now};
  update.record = std::move(record);
  core->parts.store.append(std::move(update),
                           [weak = std::weak_ptr(core), change, abort = std::move(abort),
                            done = std::move(done), now](Result<void> result) mutable {
                             if (!result) return done(fail(result));
                             auto const locked = weak.lock();
                             // It may have come into memory meanwhile, as one that runs.
                             if (locked && locked->send(change.execution_arn, abort)) return;
                             if (locked && locked->changed) locked->changed(change);
                             done(now);
                           });
}

}  // namespace

Engine::Engine(EngineParts parts, EngineOptions options, OnChange on_change)
    : core_(std::make_shared<EngineCore>(parts, options, std::move(on_change))) {}

Engine::~Engine() { stop(); }

void Engine::drain() { core_->drain(); }

void Engine::stop() {
  core_->settle();
  core_->loop.stop();
}

Result<std::size_t> Engine::resume() {
  std::size_t count = 0;
  for (std::int64_t after = 0;;) {
    auto const page = core_->parts.store.unfinished(after, kResumePage);
    if (!page) return tl::unexpected(page.error());
    for (auto const& [sequence, arn] : *page) {
      core_->enqueue(arn);
      after = sequence;
    }
    count += page->size();
    if (page->size() < kResumePage) return count;
  }
}

void Engine::start_execution(StartRequest request, Done<Started> done) {
  if (core_->full(request.at_once)) return done(limit_exceeded());
  auto prepared = prepare(core_->parts, request);
  if (!prepared) return done(fail(prepared));
  ExecutionRecord record = prepared->record;
  core_->parts.store.create(
      std::move(record),
      [weak = std::weak_ptr(core_), once = request.once, at_once = request.at_once,
       done = std::move(done), ready = std::move(*prepared)](Result<std::int64_t> created) mutable {
        auto const core = weak.lock();
        if (!core) return;
        if (!created && created.error().code != Errc::conflict) return done(fail(created));
        if (!created) {  // to be read, which this thread may not wait for
          return core->loop.post(
              [core, once, at_once, done = std::move(done), ready = std::move(ready)] {
                auto started = same_start(core->parts.store, ready.record, once);
                if (started && at_once) core->hurry(started->execution_arn);
                done(std::move(started));
              });
        }
        Started started{ready.record.arn, ready.record.started_at};
        ready.record.sequence = *created;
        core->accept(std::move(ready.record), std::move(ready.input), ready.machine, at_once);
        done(std::move(started));
      });
}

void Engine::start_sync_execution(StartRequest request, Done<ExecutionRecord> done) {
  auto prepared = prepare(core_->parts, request);
  if (!prepared) return done(fail(prepared));
  if (prepared->record.type != MachineType::express) {
    return done(fail(Errc::unsupported, "StateMachineTypeNotSupported",
                     "Only a state machine of type EXPRESS can be started synchronously."));
  }
  auto const answer = std::make_shared<Done<ExecutionRecord>>(std::move(done));
  auto ended = [weak = std::weak_ptr(core_), answer](ExecutionRecord const& record) {
    auto const core = weak.lock();
    if (!core) return;
    core->parts.store.create(record,
                             [answer, stored = record](Result<std::int64_t> created) mutable {
                               if (!created) return (*answer)(fail(created));
                               stored.sequence = *created;
                               (*answer)(std::move(stored));
                             });
  };
  if (!core_->run_unstored(std::move(prepared->record), std::move(prepared->input),
                           prepared->machine, std::move(ended))) {
    (*answer)(limit_exceeded());
  }
}

void Engine::stop_execution(StopRequest request, Done<Timestamp> done) {
  Timestamp const now = core_->parts.clock.wall();
  Message abort{.kind = Message::Kind::abort,
                .error = std::move(request.error),
                .cause = std::move(request.cause),
                .done = [done, now](Result<void> const&) { done(now); }};  // just ended is stopped
  if (core_->send(request.execution_arn, abort)) return;
  auto record = core_->parts.store.find(request.execution_arn);
  if (!record) return done(fail(record));
  if (record->status != Status::running) return done(record->stopped_at.value_or(now));
  stop_stored(core_, std::move(*record), std::move(abort), std::move(done));
}

Result<ExecutionRecord> Engine::describe_execution(std::string_view arn) {
  return core_->parts.store.find(arn);
}

Result<std::size_t> Engine::sweep() {
  constexpr std::size_t kSweepPage = 1'000;
  return core_->parts.store.drop_stopped_before(
      core_->parts.clock.wall() - core_->options.retention, kSweepPage);
}

void Engine::tick() { core_->loop.tick(); }

Engine::Load Engine::load() const { return core_->load(); }

}  // namespace helio::asl
