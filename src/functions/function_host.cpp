#include "functions/function_host.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <pthread.h>

#include "base/encoding.hpp"
#include "functions/invocation_log.hpp"

namespace helio::functions {
namespace {

constexpr std::chrono::milliseconds kDeadlineLook{50};

tl::unexpected<Error> stopping_error() {
  return fail(Errc::cancelled, "ServiceException",
              "The server is stopping; invoke it again later.");
}

}  // namespace

// Shared by the host, its workers and its time-keeper; workers may be the last to let go.
struct FunctionHost::Parts {
  struct Job;
  using JobPointer = std::shared_ptr<Job>;

  struct Entry {
    std::unique_ptr<Function> function;
    FunctionOptions options;
    std::string arn, log_group;
    FunctionMetrics metrics;
    std::deque<JobPointer> waiting;
  };

  struct Job {
    Entry& entry;
    Event event;
    std::string request_id;
    Done done;
    std::uint64_t number = 0;  // in the order they came
    std::atomic<bool> cancelled = false;
    bool answered = false;
    Clock::Monotonic began, deadline;
    std::optional<InvocationLog> log;
  };

  Parts(FunctionHostOptions options, logs::LogAppender& logs, Clock const& clock, Random& random);

  Entry* find(std::string_view name);
  void spawn_worker(std::shared_ptr<Parts> const& self);  // with the lock held
  JobPointer next_job();                                  // with the lock held
  void work();
  void run(JobPointer const& job);
  void finish(Job& job, bool failed);  // with the lock held: counts what an answer tells
  void keep_time(std::shared_ptr<Parts> const& self);
  void stop();

  const FunctionHostOptions options;
  const std::string name_prefix;  // "heliograph-local-"
  logs::LogAppender& logs;
  Clock const& clock;
  Random& random;
  std::string instance;  // in the names of log streams

  std::mutex mutex;
  std::condition_variable wake, changed;
  std::map<std::string, Entry, std::less<>> entries;
  std::size_t waiting = 0;  // over all functions
  std::uint64_t invoked = 0;
  std::list<JobPointer> running;
  std::size_t workers = 0, abandoned = 0;
  bool stopping = false;
  std::thread time_keeper;
};

FunctionHost::Parts::Parts(FunctionHostOptions given, logs::LogAppender& log_appender,
                           Clock const& given_clock, Random& given_random)
    : options(std::move(given)),
      name_prefix(options.project + "-" + options.environment + "-"),
      logs(log_appender),
      clock(given_clock),
      random(given_random) {
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  instance = to_hex(bytes);
}

FunctionHost::Parts::Entry* FunctionHost::Parts::find(std::string_view name) {
  constexpr std::string_view kFunction = ":function:";
  if (auto const at = name.find(kFunction); at != std::string_view::npos) {
    name.remove_prefix(at + kFunction.size());
  }
  name = name.substr(0, name.find(':'));
  if (name.starts_with(name_prefix)) name.remove_prefix(name_prefix.size());
  auto const found = entries.find(name);
  return found == entries.end() ? nullptr : &found->second;
}

// The first that waits for a function that may have one more at a time.
FunctionHost::Parts::JobPointer FunctionHost::Parts::next_job() {
  Entry* first = nullptr;
  for (auto& [name, entry] : entries) {
    if (entry.waiting.empty() || entry.options.held) continue;
    if (entry.metrics.running >= entry.options.concurrency_max) continue;
    if (first && first->waiting.front()->number < entry.waiting.front()->number) continue;
    first = &entry;
  }
  if (!first) return nullptr;
  JobPointer job = std::move(first->waiting.front());
  first->waiting.pop_front();
  --waiting;
  --job->entry.metrics.waiting;
  ++job->entry.metrics.running;
  running.push_back(job);
  job->began = clock.now();
  job->deadline = job->began + options.timeout;
  job->log.emplace(logs, clock, job->entry.log_group, log_stream_name(clock.wall(), instance),
                   job->request_id);
  return job;
}

void FunctionHost::Parts::spawn_worker(std::shared_ptr<Parts> const& self) {
  ++workers;
  std::thread([self] { self->work(); }).detach();  // counted: the host's end waits for it
}

// Whoever has ended one invocation looks for the next, and it has made room for one at most: nobody
// else need be woken.
void FunctionHost::Parts::work() {
  pthread_setname_np(pthread_self(), "functions");
  std::unique_lock lock(mutex);
  while (true) {
    JobPointer job;
    wake.wait(lock, [&] { return stopping || (job = next_job()) != nullptr; });
    if (!job) break;
    lock.unlock();
    run(job);
    job.reset();
    lock.lock();
    // One that overran has been replaced; what it would take next is for another.
    if (workers - abandoned > options.threads) {
      wake.notify_one();
      break;
    }
  }
  --workers;
  changed.notify_all();
}

void FunctionHost::Parts::run(JobPointer const& job) {
  job->log->start();
  Context const context(
      job->request_id, job->entry.arn, job->deadline,
      [&job](log::Level level, std::string_view message, Json const& fields) {
        job->log->line(level, message, fields);
      },
      &job->cancelled);
  Result<Json> result = call(*job->entry.function, *job->event, context);
  bool late = false;
  {
    std::scoped_lock const lock(mutex);
    running.remove(job);
    --job->entry.metrics.running;
    late = job->answered;
    if (late) {
      --job->entry.metrics.abandoned;
      --abandoned;
    } else {
      job->answered = true;
      finish(*job, !result);
    }
  }
  if (late) return;
  if (!result) job->log->failed(result.error());
  job->log->end(elapsed_ms(job->began, clock.now()), options.memory_mb);
  job->done(std::move(result));
}

void FunctionHost::Parts::finish(Job& job, bool failed) {
  FunctionMetrics& metrics = job.entry.metrics;
  double const duration_ms = elapsed_ms(job.began, clock.now());
  metrics.errors += failed ? 1 : 0;
  metrics.duration_ms_sum += duration_ms;
  metrics.duration_ms_max = std::max(metrics.duration_ms_max, duration_ms);
}

// Answers for those whose time is over, and replaces their threads.
void FunctionHost::Parts::keep_time(std::shared_ptr<Parts> const& self) {
  pthread_setname_np(pthread_self(), "functions-time");
  std::unique_lock lock(mutex);
  while (!stopping) {
    changed.wait_for(lock, kDeadlineLook);
    Clock::Monotonic const now = clock.now();
    std::vector<JobPointer> late;
    for (JobPointer const& job : running) {
      if (job->answered || now < job->deadline) continue;
      job->answered = true;
      job->cancelled = true;
      ++job->entry.metrics.timeouts;
      ++job->entry.metrics.abandoned;
      finish(*job, true);
      if (++abandoned <= options.abandoned_max) spawn_worker(self);
      late.push_back(job);
    }
    lock.unlock();
    for (JobPointer const& job : late) {
      job->log->timed_out(options.timeout);
      job->log->end(elapsed_ms(job->began, now), options.memory_mb);
      job->done(
          fail(Errc::timed_out, "Sandbox.Timedout",
               "RequestId: " + job->request_id + " Error: " + timed_out_text(options.timeout)));
    }
    lock.lock();
  }
}

void FunctionHost::Parts::stop() {
  std::vector<JobPointer> unanswered;
  {
    std::scoped_lock const lock(mutex);
    stopping = true;
    for (auto& [name, entry] : entries) {
      unanswered.insert(unanswered.end(), entry.waiting.begin(), entry.waiting.end());
      entry.waiting.clear();
    }
    waiting = 0;
    for (JobPointer const& job : running) job->cancelled = true;
  }
  wake.notify_all();
  changed.notify_all();
  for (JobPointer const& job : unanswered) job->done(stopping_error());
  if (time_keeper.joinable()) time_keeper.join();
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return workers == 0; });
  entries.clear();  // a worker's last breath may come after the ports of the functions are gone
}

FunctionHost::FunctionHost(FunctionHostOptions options, logs::LogAppender& logs, Clock const& clock,
                           Random& random)
    : parts_(std::make_shared<Parts>(std::move(options), logs, clock, random)) {
  std::scoped_lock const lock(parts_->mutex);
  for (std::size_t i = 0; i < parts_->options.threads; ++i) parts_->spawn_worker(parts_);
  parts_->time_keeper = std::thread([parts = parts_] { parts->keep_time(parts); });
}

FunctionHost::~FunctionHost() { stop(); }

void FunctionHost::stop() { parts_->stop(); }

void FunctionHost::add(std::unique_ptr<Function> function, FunctionOptions options) {
  std::string name(function->name());
  std::scoped_lock const lock(parts_->mutex);
  parts_->entries.insert_or_assign(
      name, Parts::Entry{std::move(function), options, arn_of(name), log_group_of(name), {}});
}

void FunctionHost::release(std::string_view name) {
  {
    std::scoped_lock const lock(parts_->mutex);
    if (auto* const entry = parts_->find(name)) entry->options.held = false;
  }
  parts_->wake.notify_all();
}

void FunctionHost::invoke(std::string_view name, Event event, std::string request_id, Done done) {
  if (request_id.empty()) request_id = uuid_v4(parts_->random);
  std::unique_lock lock(parts_->mutex);
  if (parts_->stopping) {
    lock.unlock();
    return done(stopping_error());
  }
  Parts::Entry* const entry = parts_->find(name);
  if (entry == nullptr) {
    lock.unlock();
    return done(
        fail(Errc::not_found, "ResourceNotFoundException", "Function not found: " + arn_of(name)));
  }
  if (parts_->waiting >= parts_->options.queue_max) {
    ++entry->metrics.throttles;
    lock.unlock();
    return done(fail(Errc::exhausted, "TooManyRequestsException",
                     "Too many invocations are waiting; try again."));
  }
  ++entry->metrics.invocations;
  ++entry->metrics.waiting;
  ++parts_->waiting;
  entry->waiting.push_back(std::make_shared<Parts::Job>(
      *entry, std::move(event), std::move(request_id), std::move(done), parts_->invoked++));
  lock.unlock();
  parts_->wake.notify_one();
}

Result<Json> FunctionHost::invoke_and_wait(std::string_view name, Json event,
                                           std::string request_id) {
  std::promise<Result<Json>> answer;
  auto answered = answer.get_future();
  invoke(name, std::make_shared<Json const>(std::move(event)), std::move(request_id),
         [&answer](Result<Json> result) { answer.set_value(std::move(result)); });
  return answered.get();
}

std::string FunctionHost::arn_of(std::string_view name) const {
  FunctionHostOptions const& options = parts_->options;
  return "arn:aws:lambda:" + options.region + ":" + options.account +
         ":function:" + parts_->name_prefix + std::string(name);
}

std::string FunctionHost::log_group_of(std::string_view name) const {
  return "/aws/lambda/" + parts_->name_prefix + std::string(name);
}

std::vector<std::string> FunctionHost::names() const {
  std::scoped_lock const lock(parts_->mutex);
  std::vector<std::string> names;
  for (auto const& [name, entry] : parts_->entries) names.push_back(name);
  return names;
}

std::map<std::string, FunctionMetrics> FunctionHost::metrics() const {
  std::scoped_lock const lock(parts_->mutex);
  std::map<std::string, FunctionMetrics> metrics;
  for (auto const& [name, entry] : parts_->entries) metrics.emplace(name, entry.metrics);
  return metrics;
}

}  // namespace helio::functions
