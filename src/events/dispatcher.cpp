#include "events/dispatcher.hpp"

#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/log.hpp"
#include "events/retry_schedule.hpp"
#include "events/target_input.hpp"

namespace helio::events {
namespace {

constexpr std::chrono::hours sweep_every(1);
constexpr std::size_t sweep_max = 1'000;

DeliveryContext context_of(PendingDelivery const& delivery) {
  DeliveryContext out{.event_id = delivery.event.id,
                      .rule = delivery.key.rule,
                      .target_id = delivery.key.target_id,
                      .replay = delivery.key.replay,
                      .attempt = delivery.attempts + 1,
                      .delivery_id = delivery.event.id};
  if (!out.replay.empty()) out.delivery_id += "-" + out.replay;
  return out;
}

void log_failure(std::string_view message, PendingDelivery const& delivery, Error const& error) {
  Json fields = log::fields_of(error);
  fields["event_id"] = delivery.event.id;
  fields["rule"] = delivery.key.rule;
  fields["target_id"] = delivery.key.target_id;
  fields["attempts"] = delivery.attempts + 1;
  log::warning(message, fields);
}

}  // namespace

Dispatcher::Dispatcher(EventStore& store, RuleBook& rules, Replays& replays, TargetPort& target,
                       Clock const& clock, Random& random, Executor executor,
                       DispatcherOptions options)
    : store_(store),
      rules_(rules),
      replays_(replays),
      target_(target),
      clock_(clock),
      random_(random),
      executor_(std::move(executor)),
      options_(std::move(options)) {}

Result<bool> Dispatcher::run_once() {
  auto const settled = settle();
  if (!settled) return settled;
  auto const routed = route();
  if (!routed) return tl::unexpected(routed.error());
  std::size_t const flying = in_flight();
  std::size_t const room = options_.in_flight_max - std::min(options_.in_flight_max, flying);
  auto const started = start(room);
  if (!started) return tl::unexpected(started.error());
  bool busy = *settled || *routed > 0 || *started > 0;
  if (*started < room && *routed < options_.route_max) {
    auto const replayed = replays_.advance();
    if (!replayed) return replayed;
    busy = busy || *replayed;
  }
  auto const swept = sweep();
  if (!swept) return swept;
  return busy || *swept;
}

Result<bool> Dispatcher::settle() {
  std::vector<Settlement> ended;
  {
    std::lock_guard const lock(mutex_);
    ended.swap(ended_);
  }
  if (ended.empty()) return false;
  auto stored = store_.settle(ended, clock_.wall());
  std::lock_guard const lock(mutex_);
  if (!stored) {
    ended_.insert(ended_.begin(), ended.begin(), ended.end());
    return fail(stored);
  }
  for (Settlement const& each : ended) in_flight_.erase(each.key);
  return true;
}

Result<std::size_t> Dispatcher::route() {
  auto events = store_.unrouted(options_.route_max);
  if (!events) return fail(events);
  if (events->empty()) return 0;
  std::vector<Routing> routings;
  for (StoredEvent const& event : *events) {
    Routing routing{event.seq, {}, rules_.keep_until(event.bus, event.json, event.ingested)};
    auto const matching = rules_.matching(event.bus, event.json);
    if (!matching) {
      // No rule will ever match it: passing it over is all that can be done.
      Json fields = log::fields_of(matching.error());
      fields["event_id"] = event.id;
      log::error("A stored event cannot be read; it is passed over", fields);
    } else {
      for (auto const& rule : *matching) {
        for (Target const& target : rule->targets) {
          routing.deliveries.push_back({event.seq, rule->name, target.id, ""});
        }
      }
    }
    routings.push_back(std::move(routing));
  }
  if (auto stored = store_.route(routings, clock_.wall()); !stored) return fail(stored);
  return events->size();
}

Result<std::size_t> Dispatcher::start(std::size_t room) {
  if (room == 0) return 0;
  // Those in flight are still due, and come first.
  auto due = store_.due(clock_.wall(), room + in_flight());
  if (!due) return fail(due);
  std::size_t started = 0;
  for (PendingDelivery& delivery : *due) {
    if (started == room) break;
    {
      std::lock_guard const lock(mutex_);
      if (stopping_ || !in_flight_.insert(delivery.key).second) continue;
    }
    if (!begin(std::move(delivery))) break;
    ++started;
  }
  return started;
}

bool Dispatcher::begin(PendingDelivery delivery) {
  auto const rule = rules_.find(delivery.event.bus, delivery.key.rule);
  Target const* target = nullptr;
  for (std::size_t i = 0; rule && i < rule->targets.size(); ++i) {
    if (rule->targets[i].id == delivery.key.target_id) target = &rule->targets[i];
  }
  if (target == nullptr) {
    // Removed since: nobody waits for this any more.
    log::info("A delivery is dropped: its rule or target was removed",
              {{"event_id", delivery.event.id}, {"rule", delivery.key.rule}});
    finish(delivery.key, Settlement{.key = delivery.key});
    return true;
  }
  DeliveryKey const key = delivery.key;
  auto const shared = std::make_shared<PendingDelivery const>(std::move(delivery));
  bool const accepted =
      executor_([this, shared, rule, target] { attempt(*shared, *rule, *target); });
  if (!accepted) finish(key, std::nullopt);
  return accepted;
}

void Dispatcher::attempt(PendingDelivery const& delivery, Rule const& rule, Target const& target) {
  {
    std::lock_guard const lock(mutex_);
    if (stopping_) {
      in_flight_.erase(delivery.key);
      return;
    }
  }
  std::string event = delivery.event.json;
  if (!delivery.key.replay.empty()) event = with_replay_name(event, delivery.key.replay);
  std::string const arn = rule_arn(rule, options_.region, options_.account);
  auto const input = input_of(target, {event, rule.name, arn, delivery.event.ingested});
  Result<void> const outcome = input ? target_.deliver(target.arn, *input, context_of(delivery))
                                     : Result<void>(tl::unexpected(input.error()));
  finish(delivery.key, judge(delivery, target, outcome));
}

Settlement Dispatcher::judge(PendingDelivery const& delivery, Target const& target,
                             Result<void> const& outcome) {
  Settlement out{.key = delivery.key};
  if (outcome) return out;
  Error const& error = outcome.error();
  if (is_retried(error.code)) {
    auto const at =
        retry_time(target.retry, delivery.attempts + 1, delivery.created, clock_.wall(), random_);
    if (at) {
      log_failure("A delivery failed and will be tried again", delivery, error);
      out.outcome = Settlement::Outcome::retry;
      out.retry_at = *at;
      return out;
    }
  }
  log_failure("A delivery was given up; it is a dead letter now", delivery, error);
  out.outcome = Settlement::Outcome::dead;
  out.queue = target.dead_letter_arn;
  out.target_arn = target.arn;
  out.error_name = error.name;
  out.error_message = error.message;
  return out;
}

void Dispatcher::finish(DeliveryKey const& key, std::optional<Settlement> settlement) {
  {
    std::lock_guard const lock(mutex_);
    if (settlement) {
      ended_.push_back(std::move(*settlement));
    } else {
      in_flight_.erase(key);
    }
  }
  if (on_settled_) on_settled_();
}

Result<bool> Dispatcher::sweep() {
  Clock::Monotonic const now = clock_.now();
  if (next_sweep_ && now < *next_sweep_) return false;
  auto const swept = store_.sweep(clock_.wall(), sweep_max);
  if (!swept) return tl::unexpected(swept.error());
  bool const more = *swept == sweep_max;
  if (!more) next_sweep_ = now + sweep_every;
  return more;
}

void Dispatcher::stop() {
  std::lock_guard const lock(mutex_);
  stopping_ = true;
}

std::size_t Dispatcher::in_flight() const {
  std::lock_guard const lock(mutex_);
  return in_flight_.size();
}

}  // namespace helio::events
