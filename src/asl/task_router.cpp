#include "asl/task_router.hpp"

#include <atomic>

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"

namespace helio::asl {
namespace {

TaskOutcome failed(std::string error, std::string cause) {
  return tl::unexpected(TaskFailure{std::move(error), std::move(cause)});
}

// "arn:…:lambda:invoke.waitForTaskToken" -> "arn:…:lambda:invoke"
std::string_view without_integration(std::string_view arn) {
  for (std::string_view const ending : {".waitForTaskToken", ".sync:2", ".sync"}) {
    if (arn.ends_with(ending)) return arn.substr(0, arn.size() - ending.size());
  }
  return arn;
}

constexpr std::string_view kInvoke = "arn:aws:states:::lambda:invoke";

std::string_view ending(Integration integration) {
  return integration == Integration::run_job ? ".sync" : ".waitForTaskToken";
}

tl::unexpected<Error> unsupported(std::string const& arn, std::string_view why) {
  return fail(Errc::unsupported, "ResourceNotSupported",
              "The resource '" + arn + "' is not supported here" + std::string(why));
}

// "arn:aws:lambda:region:account:function:name:alias", "name:alias", "name" -> "name"
std::string function_name(std::string_view text) {
  constexpr std::string_view kFunction = ":function:";
  if (text.starts_with("arn:")) {
    auto const at = text.find(kFunction);
    if (at == text.npos) return std::string(text);
    text = text.substr(at + kFunction.size());
  }
  return std::string(text.substr(0, text.find(':')));
}

TaskOutcome outcome_of(Result<Json> answer, bool function, bool wrap) {
  if (!answer) {
    Error& error = answer.error();
    if (!function) return failed(std::move(error.name), std::move(error.message));
    Json const cause = {{"errorMessage", error.message}, {"errorType", error.name}};
    return failed(error.name, dump_json(cause));
  }
  if (!wrap) return std::make_shared<Json const>(std::move(*answer));
  Json wrapped = {{"ExecutedVersion", "$LATEST"}, {"Payload", nullptr}, {"StatusCode", 200}};
  wrapped["Payload"] = std::move(*answer);
  return std::make_shared<Json const>(std::move(wrapped));
}

}  // namespace

// A call answers once: its handler, its time limit or its cancellation, whichever is first.
struct TaskRouter::Call {
  Data parameters;
  TaskContext context;
  Done done;
  bool function = false, wrap = false;  // what becomes of its answer
  std::atomic<bool> answered = false;
  bool running = false;    // with Calls::mutex
  bool abandoned = false;  // with Calls::mutex

  bool claim() { return !answered.exchange(true); }
};

struct TaskRouter::Calls {
  std::mutex mutex;
  std::map<std::pair<std::string, TaskId>, std::weak_ptr<Call>> by_task;
  std::size_t abandoned = 0;

  void add(std::shared_ptr<Call> const& call) {
    std::scoped_lock const lock(mutex);
    by_task[{call->context.execution_arn, call->context.id}] = call;
  }
  // The handler begins, or has returned.
  void set_running(Call& call, bool running) {
    std::scoped_lock const lock(mutex);
    call.running = running;
    if (running || !call.abandoned) return;
    call.abandoned = false;
    --abandoned;
  }
  // Its handler has answered, maybe too late.
  void end(Call& call, Result<Json> answer) {
    if (!call.claim()) return;
    close(call);
    // The server stops: that is no outcome, and the next start does it again.
    if (!answer && answer.error().code == Errc::cancelled) return;
    call.done(outcome_of(std::move(answer), call.function, call.wrap));
  }
  // The call has its answer; a handler that still runs holds a thread for nothing.
  void close(Call& call) {
    std::scoped_lock const lock(mutex);
    if (call.running) {
      call.abandoned = true;
      ++abandoned;
    }
    auto const found = by_task.find({call.context.execution_arn, call.context.id});
    // A later attempt may stand there already.
    if (found != by_task.end() && found->second.lock().get() == &call) by_task.erase(found);
  }
};

TaskRouter::TaskRouter(WorkerPool& pool, Clock const& clock, std::size_t threads)
    : pool_(pool), clock_(clock), calls_(std::make_shared<Calls>()), loop_(clock, threads) {}

TaskRouter::~TaskRouter() { loop_.stop(); }

void TaskRouter::add(std::string pattern, Handler handler, RouteOptions options) {
  std::erase_if(routes_, [&](Route const& route) { return route.pattern == pattern; });
  routes_.push_back({std::move(pattern), std::move(handler), options});
}

void TaskRouter::add_runner(std::string arn, TaskRunner& runner) {
  routes_.push_back({std::move(arn), {}, {.task_token = true}, &runner});
}

void TaskRouter::add_function(std::string name, Handler handler, RouteOptions options) {
  functions_[name] = {name, std::move(handler), options};
}

void TaskRouter::add_function(std::string name, Starter starter) {
  functions_[name] = {.pattern = name, .starter = std::move(starter)};
}

TaskRouter::Route const* TaskRouter::route_of(std::string_view arn) const {
  Route const* best = nullptr;
  for (Route const& route : routes_) {
    std::string_view const pattern = route.pattern;
    bool const fits = pattern.ends_with('*')
                          ? arn.starts_with(pattern.substr(0, pattern.size() - 1))
                          : arn == pattern;
    if (fits && (best == nullptr || pattern.size() > best->pattern.size())) best = &route;
  }
  return best;
}

Result<void> TaskRouter::check(Resource const& resource) const {
  std::string_view const arn = without_integration(resource.arn);
  if (resource.function) return {};
  Route const* const route = route_of(arn);
  if (route == nullptr && arn != kInvoke) return unsupported(resource.arn, "; name another.");
  bool const jobs = route != nullptr && route->runner != nullptr;
  bool const tokens = route == nullptr || route->options.task_token;
  if (resource.integration == Integration::request_response) return {};
  if (resource.integration == Integration::run_job ? jobs : tokens) return {};
  return unsupported(resource.arn, ": " + std::string(arn.substr(arn.rfind(":::") + 3)) +
                                       " has no " + std::string(ending(resource.integration)) +
                                       ", leave that away.");
}

void TaskRouter::run(Resource const& resource, Data parameters, TaskContext context, Done done) {
  if (auto const checked = check(resource); !checked) {
    return done(failed("States.Runtime", checked.error().message));
  }
  Route const* const route =
      resource.function ? nullptr : route_of(without_integration(resource.arn));
  if (route == nullptr) {
    return run_function(resource, std::move(parameters), std::move(context), std::move(done));
  }
  if (route->runner != nullptr) {
    return route->runner->run(resource, std::move(parameters), std::move(context), std::move(done));
  }
  start(*route, std::move(parameters), std::move(context), false, false, std::move(done));
}

// A function by its own ARN, or by lambda:invoke with its name and the payload.
void TaskRouter::run_function(Resource const& resource, Data parameters, TaskContext context,
                              Done done) {
  std::string name = function_name(resource.arn);
  bool const invoke = !resource.function;
  if (invoke) {
    auto const named = parameters->find("FunctionName");
    bool const text = parameters->is_object() && named != parameters->end() && named->is_string();
    if (!text) {
      return done(failed("States.Runtime", "lambda:invoke needs the FunctionName as a text."));
    }
    name = function_name(named->get_ref<std::string const&>());
    auto const payload = parameters->find("Payload");
    // A part of the parameters, which it keeps alive: it is large and need not be copied.
    parameters = payload == parameters->end() ? std::make_shared<Json const>(Json::object())
                                              : Data(parameters, &*payload);
  }
  auto const function = functions_.find(name);
  if (function == functions_.end()) {
    return done(failed("Lambda.ResourceNotFoundException", "Function not found: " + name));
  }
  start(function->second, std::move(parameters), std::move(context), true, invoke, std::move(done));
}

void TaskRouter::start(Route const& route, Data parameters, TaskContext context, bool function,
                       bool wrap, Done done) {
  auto const call = std::make_shared<Call>();
  call->parameters = std::move(parameters);
  call->context = std::move(context);
  call->done = std::move(done);
  call->function = function;
  call->wrap = wrap;
  if (!route.starter) return run_on_pool(route, call);
  calls_->add(call);
  route.starter(call->parameters, [call, calls = calls_](Result<Json> answer) {
    calls->end(*call, std::move(answer));
  });
}

void TaskRouter::run_on_pool(Route const& route, CallPointer const& call) {
  if (abandoned() >= pool_.threads()) {
    return call->done(failed("Lambda.TooManyRequestsException",
                             "Every worker is held by a call that ran out of time."));
  }
  calls_->add(call);
  auto const queued = pool_.submit([call, calls = calls_, handler = route.handler] {
    if (call->answered) return;
    calls->set_running(*call, true);
    auto answer = handler(*call->parameters, call->context);
    calls->set_running(*call, false);
    calls->end(*call, std::move(answer));
  });
  if (!queued) {
    calls_->close(*call);
    if (call->claim()) {
      call->done(failed("Lambda.TooManyRequestsException", queued.error().message));
    }
    return;
  }
  loop_.post_at(clock_.wall() + route.options.time_max,
                [weak = std::weak_ptr(call), calls = calls_, limit = route.options.time_max] {
                  auto const late = weak.lock();
                  if (!late || !late->claim()) return;
                  calls->close(*late);
                  late->done(failed("States.Timeout", "The call took longer than " +
                                                          std::to_string(limit.count()) + " ms."));
                });
}

void TaskRouter::cancel(std::string const& execution_arn, TaskId id) {
  std::shared_ptr<Call> call;
  {
    std::scoped_lock const lock(calls_->mutex);
    auto const found = calls_->by_task.find({execution_arn, id});
    if (found != calls_->by_task.end()) call = found->second.lock();
  }
  if (call) {
    if (call->claim()) calls_->close(*call);
    return;
  }
  for (Route const& route : routes_) {
    if (route.runner != nullptr) route.runner->cancel(execution_arn, id);
  }
}

std::size_t TaskRouter::abandoned() const {
  std::scoped_lock const lock(calls_->mutex);
  return calls_->abandoned;
}

void TaskRouter::tick() { loop_.tick(); }

}  // namespace helio::asl
