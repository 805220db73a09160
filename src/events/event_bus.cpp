#include "events/event_bus.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>
#include <pthread.h>

#include "base/json.hpp"
#include "base/log.hpp"

namespace helio::events {
namespace {

constexpr std::chrono::milliseconds idle_max(60'000);
constexpr std::chrono::milliseconds after_failure(1'000);

}  // namespace

EventBus::EventBus(EventBusParts parts, EventBusOptions options)
    : parts_(parts),
      options_(std::move(options)),
      rules_(parts.definitions),
      replays_(parts.definitions, parts.events, rules_, parts.clock),
      buses_(parts.definitions, rules_, parts.clock),
      dispatcher_(
          parts.events, rules_, replays_, parts.target, parts.clock, parts.random,
          [this](std::function<void()> job) { return pool_->submit(std::move(job)).has_value(); },
          {.region = options_.region,
           .account = options_.account,
           .in_flight_max = options_.in_flight_max}) {
  dispatcher_.on_settled([this] { wake(); });
}

EventBus::~EventBus() { stop(); }

Result<std::unique_ptr<EventBus>> EventBus::open(EventBusParts parts, EventBusOptions options) {
  std::unique_ptr<EventBus> bus(new EventBus(parts, std::move(options)));
  if (auto loaded = bus->rules_.load(); !loaded) return fail(loaded);
  if (auto loaded = bus->replays_.load(); !loaded) return fail(loaded);
  if (auto loaded = bus->buses_.load(); !loaded) return fail(loaded);
  return bus;
}

Result<std::vector<std::string>> EventBus::publish(std::vector<Event> events) {
  if (events.size() > publish_max) {
    return fail(Errc::too_large, "LimitExceededException",
                "At most " + std::to_string(publish_max) + " events are published at once.");
  }
  std::vector<std::string> ids;
  for (Event& event : events) {
    if (event.id.empty()) event.id = parts_.ids.next();
    if (event.time == Timestamp{}) event.time = parts_.clock.wall();
    if (event.account.empty()) event.account = options_.account;
    if (event.region.empty()) event.region = options_.region;
    if (auto good = validate(event); !good) return fail(good);
    ids.push_back(event.id);
  }
  if (auto stored = parts_.events.append(events, parts_.clock.wall()); !stored) {
    return fail(stored);
  }
  wake();
  return ids;
}

void EventBus::wake() {
  {
    std::lock_guard const lock(mutex_);
    woken_ = true;
  }
  woken_condition_.notify_one();
}

void EventBus::start() {
  if (thread_.joinable()) return;
  pool_ = std::make_unique<WorkerPool>(WorkerPoolOptions{
      .name = "events", .threads = options_.workers, .queue_max = options_.in_flight_max});
  thread_ = std::thread([this] { run(); });
  pthread_setname_np(thread_.native_handle(), "event-bus");
}

void EventBus::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  woken_condition_.notify_one();
  dispatcher_.stop();
  if (!thread_.joinable()) return;
  thread_.join();
  pool_.reset();
  if (auto const settled = dispatcher_.settle(); !settled) {
    log::warning("The last deliveries are not written down and will come again",
                 log::fields_of(settled.error()));
  }
}

void EventBus::run() {
  auto pause = std::chrono::milliseconds(0);
  bool failed = false;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (pause.count() > 0) {
        // After a failure nobody's call makes the next try come sooner.
        woken_condition_.wait_for(lock, pause, [&] { return stopping_ || (woken_ && !failed); });
      }
      if (stopping_) return;
      woken_ = false;
    }
    auto const busy = dispatcher_.run_once();
    failed = !busy.has_value();
    if (failed) {
      log::error("The event bus cannot reach its store", log::fields_of(busy.error()));
      pause = after_failure;
      continue;
    }
    pause = *busy ? std::chrono::milliseconds(0) : until_next();
  }
}

std::chrono::milliseconds EventBus::until_next() {
  Timestamp const now = parts_.clock.wall();
  auto const next = parts_.events.next_due(now);
  if (!next) return after_failure;
  if (!*next) return idle_max;
  return std::clamp(std::chrono::milliseconds(**next - now), std::chrono::milliseconds(1),
                    idle_max);
}

Result<Replay> EventBus::start_replay(Replay replay) {
  auto started = replays_.start(std::move(replay));
  if (started) wake();
  return started;
}

Result<std::vector<DeadLetter>> EventBus::dead_letters(std::string_view queue,
                                                       std::int64_t after_id, std::size_t limit) {
  return parts_.dead_letters.list(queue, after_id, limit);
}

Result<std::size_t> EventBus::redrive(std::vector<std::int64_t> const& ids) {
  auto driven = parts_.dead_letters.redrive(ids, parts_.clock.wall());
  if (driven) wake();
  return driven;
}

}  // namespace helio::events
