#include "asl/nested_executions.hpp"

#include <map>
#include <mutex>
#include <set>

#include <nlohmann/json.hpp>

#include "asl/run_loop.hpp"
#include "base/ids.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::asl {
namespace {

// A store that does not answer is asked again after this time.
constexpr std::chrono::milliseconds kLookAgainAfter{1'000};

TaskOutcome failed(std::string error, std::string cause) {
  return tl::unexpected(TaskFailure{std::move(error), std::move(cause)});
}

// As the name of the exception in AWS's SDK, which is what Step Functions tells.
TaskOutcome refused(Error const& error) {
  std::string name = "StepFunctions." + error.name;
  if (!name.ends_with("Exception")) name += "Exception";
  return failed(std::move(name), error.message);
}

std::int64_t ms(Timestamp time) { return time.time_since_epoch().count(); }

Result<StartRequest> request_of(Json const& parameters, TaskContext const& context) {
  auto const wrong = [](std::string message) {
    return fail(Errc::invalid_argument, "States.Runtime", std::move(message));
  };
  if (!parameters.is_object()) return wrong("startExecution needs the StateMachineArn as a text.");
  for (auto const& [name, unused] : parameters.items()) {
    if (name == "StateMachineArn" || name == "Name" || name == "Input") continue;
    return wrong("startExecution has no parameter '" + name + "'.");
  }
  StartRequest request{.machine_arn = text_member(parameters, "StateMachineArn"),
                       .name = text_member(parameters, "Name")};
  if (request.machine_arn.empty()) {
    return wrong("startExecution needs the StateMachineArn as a text.");
  }
  if (parameters.contains("Name") && !parameters["Name"].is_string()) {
    return wrong("startExecution takes the Name as a text.");
  }
  if (parameters.contains("Input")) {
    Json const& input = parameters["Input"];
    request.input = input.is_string() ? input.get<std::string>() : dump_json(input);
  }
  // A name of the task's own can only be found taken by the task itself, before a restart.
  request.once = context.resumed || request.name.empty();
  if (request.name.empty()) {
    request.name = uuid_of(context.execution_arn + '\n' + std::to_string(context.id));
  }
  return request;
}

Json data_of(std::string const& text, bool as_json) {
  if (!as_json) return text;
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : Json(text);
}

// DescribeExecution in the spelling of a Task's result.
Json description(ExecutionRecord const& record, bool as_json) {
  Json json = {{"ExecutionArn", record.arn},
               {"Input", data_of(record.input, as_json)},
               {"InputDetails", {{"Included", true}}},
               {"Name", record.name}};
  if (record.output) {
    json["Output"] = data_of(*record.output, as_json);
    json["OutputDetails"] = {{"Included", true}};
  }
  if (record.error) json["Error"] = *record.error;
  if (record.cause) json["Cause"] = *record.cause;
  json["StartDate"] = ms(record.started_at);
  json["StateMachineArn"] = record.machine_arn;
  json["Status"] = to_string(record.status);
  if (record.stopped_at) json["StopDate"] = ms(*record.stopped_at);
  return json;
}

TaskOutcome outcome_of(ExecutionRecord const& record, bool as_json) {
  Json json = description(record, as_json);
  if (record.status != Status::succeeded) return failed("States.TaskFailed", dump_json(json));
  return std::make_shared<Json const>(std::move(json));
}

}  // namespace

struct NestedExecutions::Parts : std::enable_shared_from_this<Parts> {
  using TaskKey = std::pair<std::string, TaskId>;
  // A task of .sync, from its run() to its answer or its cancellation.
  struct Waiting {
    Done done;
    bool as_json = false;
    std::string child;  // "": not started yet
  };

  Parts(Clock const& time, std::size_t threads) : clock(time), loop(time, threads) {}

  void start(StartRequest request, bool job, TaskKey key, TaskContext context, Done done);
  void started(TaskKey const& key, TaskContext const& context, Started const& child);
  void look(std::string const& child);
  void stop_child(std::string const& child);

  Clock const& clock;
  Engine* engine = nullptr;
  std::mutex mutex;
  std::map<TaskKey, Waiting> waiting;
  std::map<std::string, std::set<TaskKey>> by_child;
  RunLoop loop;  // last: its jobs use the rest
};

// The store's own thread calls back, so the loop goes on from there.
void NestedExecutions::Parts::start(StartRequest request, bool job, TaskKey key,
                                    TaskContext context, Done done) {
  auto go_on = [weak = weak_from_this(), job, key = std::move(key), context = std::move(context),
                done = std::move(done)](Result<Started> const& result) {
    auto const self = weak.lock();
    if (!self) return;
    self->loop.post([self = self.get(), job, key, context, done, result] {
      if (!result) {
        {
          std::scoped_lock const lock(self->mutex);
          self->waiting.erase(key);
        }
        return done(refused(result.error()));
      }
      if (job) return self->started(key, context, *result);
      done(std::make_shared<Json const>(
          Json{{"ExecutionArn", result->execution_arn}, {"StartDate", ms(result->started_at)}}));
    });
  };
  engine->start_execution(std::move(request), std::move(go_on));
}

void NestedExecutions::Parts::started(TaskKey const& key, TaskContext const& context,
                                      Started const& child) {
  {
    std::unique_lock lock(mutex);
    auto const found = waiting.find(key);
    if (found == waiting.end()) {  // cancelled meanwhile
      lock.unlock();
      return stop_child(child.execution_arn);
    }
    found->second.child = child.execution_arn;
    by_child[child.execution_arn].insert(key);
  }
  if (context.submitted) {
    context.submitted(std::make_shared<Json const>(
        Json{{"ExecutionArn", child.execution_arn}, {"StartDate", ms(child.started_at)}}));
  }
  look(child.execution_arn);  // it may have ended before it was waited for
}

// Answers those who wait for the execution, if it has ended.
void NestedExecutions::Parts::look(std::string const& child) {
  auto const record = engine->describe_execution(child);
  if (!record && record.error().code != Errc::not_found) {
    loop.post_at(clock.wall() + kLookAgainAfter, [this, child] { look(child); });
    return;
  }
  if (record && record->status == Status::running) return;
  std::vector<Waiting> answered;
  {
    std::scoped_lock const lock(mutex);
    auto const found = by_child.find(child);
    if (found == by_child.end()) return;
    for (TaskKey const& key : found->second) {
      answered.push_back(std::move(waiting[key]));
      waiting.erase(key);
    }
    by_child.erase(found);
  }
  for (Waiting const& one : answered) {
    one.done(record ? outcome_of(*record, one.as_json) : refused(record.error()));
  }
}

void NestedExecutions::Parts::stop_child(std::string const& child) {
  engine->stop_execution({.execution_arn = child,
                          .cause = "The execution that started it and waited for it gave it up."},
                         [](Result<Timestamp> const&) {});
}

NestedExecutions::NestedExecutions(Clock const& clock, std::size_t threads)
    : parts_(std::make_shared<Parts>(clock, threads)) {}

NestedExecutions::~NestedExecutions() { stop(); }

void NestedExecutions::attach(Engine& engine) { parts_->engine = &engine; }

void NestedExecutions::stop() { parts_->loop.stop(); }

void NestedExecutions::run(Resource const& resource, Data parameters, TaskContext context,
                           Done done) {
  auto request = request_of(*parameters, context);
  if (!request) return done(failed(request.error().name, request.error().message));
  Parts::TaskKey const key{context.execution_arn, context.id};
  bool const job = resource.integration == Integration::run_job;
  if (job) {
    request->at_once = true;
    std::scoped_lock const lock(parts_->mutex);
    parts_->waiting[key] = {done, resource.arn.ends_with(".sync:2"), ""};
  }
  parts_->start(std::move(*request), job, key, std::move(context), std::move(done));
}

void NestedExecutions::cancel(std::string const& execution_arn, TaskId id) {
  std::string child;
  {
    std::scoped_lock const lock(parts_->mutex);
    auto const found = parts_->waiting.find({execution_arn, id});
    if (found == parts_->waiting.end()) return;
    child = std::move(found->second.child);
    if (auto const tasks = parts_->by_child.find(child); tasks != parts_->by_child.end()) {
      tasks->second.erase(found->first);
      if (tasks->second.empty()) parts_->by_child.erase(tasks);
    }
    parts_->waiting.erase(found);
  }
  // One that is being started is stopped once that is done.
  if (child.empty()) return;
  parts_->loop.post([parts = parts_.get(), child] { parts->stop_child(child); });
}

void NestedExecutions::changed(ExecutionChange const& change) {
  if (change.status == Status::running) return;
  {
    std::scoped_lock const lock(parts_->mutex);
    if (!parts_->by_child.contains(change.execution_arn)) return;
  }
  parts_->loop.post([parts = parts_.get(), arn = change.execution_arn] { parts->look(arn); });
}

void NestedExecutions::tick() { parts_->loop.tick(); }

}  // namespace helio::asl
