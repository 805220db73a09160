#include "notify/retrying_notifier.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/ids.hpp"
#include "base/log.hpp"

namespace helio::notify {
namespace {

constexpr int kAtOnce = 100;  // deliveries read from the store together

bool worth_another_try(Errc code) noexcept {
  return code == Errc::unavailable || code == Errc::timed_out || code == Errc::exhausted;
}

}  // namespace

RetryingNotifier::RetryingNotifier(std::string channel, Notifier& inner, DeliveryStore& store,
                                   Clock const& clock, Random& random, RetryPolicy policy)
    : channel_(std::move(channel)),
      inner_(inner),
      store_(store),
      clock_(clock),
      random_(random),
      policy_(policy) {}

RetryingNotifier::~RetryingNotifier() = default;

Result<void> RetryingNotifier::notify(Notification const& notification) {
  auto const waiting = store_.waiting(channel_);
  if (!waiting) return tl::unexpected(waiting.error());
  if (*waiting >= policy_.waiting_max) {
    return fail(Errc::exhausted, "TooManyDeliveries",
                "The channel " + channel_ + " is behind by all that may wait for it.");
  }
  Delivery delivery;
  delivery.id = uuid_of(channel_ + '\n' + notification.id);
  delivery.channel = channel_;
  delivery.notification = notification;
  delivery.next_at = clock_.wall();
  if (auto stored = store_.put(delivery); !stored) return stored;
  {
    std::scoped_lock const lock(mutex_);
    woken_ = true;
  }
  wake_.notify_one();
  return {};
}

void RetryingNotifier::start(std::chrono::milliseconds look_every) {
  thread_ =
      std::jthread([this, look_every](std::stop_token const& stop) { run(stop, look_every); });
}

void RetryingNotifier::run(std::stop_token const& stop, std::chrono::milliseconds look_every) {
  while (!stop.stop_requested()) {
    if (auto const done = deliver_due(stop); !done) {
      log::warning("Deliveries cannot be read or noted.", log::fields_of(done.error()));
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, look_every, [this] { return woken_; });
    woken_ = false;
  }
}

Result<int> RetryingNotifier::deliver_due(std::stop_token const& stop) {
  int delivered = 0;
  Timestamp const now = clock_.wall();  // what fails now is due later
  while (true) {
    auto const due = store_.due(channel_, now, kAtOnce);
    if (!due) return tl::unexpected(due.error());
    for (Delivery const& delivery : *due) {
      if (stop.stop_requested()) return delivered;
      auto const sent = attempt(delivery);
      if (!sent) return tl::unexpected(sent.error());
      delivered += *sent ? 1 : 0;
    }
    if (std::ssize(*due) < kAtOnce) return delivered;
  }
}

Result<bool> RetryingNotifier::attempt(Delivery delivery) {
  auto const sent = inner_.notify(delivery.notification);
  if (sent) {
    if (auto removed = store_.remove(delivery.id); !removed) return fail(removed);
    return true;
  }
  ++delivery.attempts;
  delivery.last_error = sent.error().name + ": " + sent.error().message;
  delivery.dead =
      !worth_another_try(sent.error().code) || delivery.attempts >= policy_.attempts_max;
  delivery.next_at = clock_.wall();
  if (!delivery.dead) delivery.next_at += delay_after(delivery.attempts);
  Json fields = log::fields_of(sent.error());
  fields["channel"] = channel_;
  fields["delivery_id"] = delivery.id;
  fields["attempts"] = delivery.attempts;
  log::warning(
      delivery.dead ? "A notification was given up." : "A notification will be tried again.",
      fields);
  if (auto stored = store_.put(delivery); !stored) return fail(stored);
  return false;
}

std::chrono::milliseconds RetryingNotifier::delay_after(int attempts) {
  double const full = std::min(
      static_cast<double>(policy_.first_delay.count()) * std::pow(policy_.rate, attempts - 1),
      static_cast<double>(policy_.delay_max.count()));
  // At least a millisecond: what is due now is tried once per look.
  double const part = full * (1 - policy_.jitter * random_.unit());
  return std::chrono::milliseconds(std::max<std::int64_t>(static_cast<std::int64_t>(part), 1));
}

Result<void> redrive(DeliveryStore& store, std::string_view id, Clock const& clock) {
  auto delivery = store.get(id);
  if (!delivery) return fail(delivery);
  delivery->dead = false;
  delivery->attempts = 0;
  delivery->next_at = clock.wall();
  return store.put(*delivery);
}

}  // namespace helio::notify
