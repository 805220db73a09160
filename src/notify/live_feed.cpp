#include "notify/live_feed.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"

namespace helio::notify {
namespace {

// Microseconds of the day the feed began: after a restart ids go on above those given before.
std::uint64_t first_id(Clock const& clock) {
  auto const ms = clock.wall().time_since_epoch().count();
  return static_cast<std::uint64_t>(std::max<std::int64_t>(ms, 0)) * 1'000;
}

}  // namespace

struct LiveFeed::Shared {
  std::size_t events_max = 0;
  mutable std::mutex mutex;
  std::uint64_t last_id = 0;
  std::deque<FeedEvent> events;
  // Held while wakes run, so that none runs after its subscription has ended.
  std::mutex wakes_mutex;
  std::map<std::uint64_t, std::function<void()>> wakes;
  std::uint64_t next_number = 0;
};

LiveFeed::LiveFeed(Clock const& clock, std::size_t events_max)
    : shared_(std::make_shared<Shared>()) {
  shared_->events_max = std::max<std::size_t>(events_max, 1);
  shared_->last_id = first_id(clock);
}

LiveFeed::~LiveFeed() = default;

std::uint64_t LiveFeed::publish(std::string type, Json const& data) {
  auto text = std::make_shared<std::string const>(dump_json(data));
  std::uint64_t id = 0;
  {
    std::scoped_lock const lock(shared_->mutex);
    id = ++shared_->last_id;
    shared_->events.push_back({id, std::move(type), std::move(text)});
    if (shared_->events.size() > shared_->events_max) shared_->events.pop_front();
  }
  std::scoped_lock const lock(shared_->wakes_mutex);
  for (auto const& [number, wake] : shared_->wakes) wake();
  return id;
}

FeedPage LiveFeed::since(std::uint64_t last_id, std::size_t count_max) const {
  std::scoped_lock const lock(shared_->mutex);
  FeedPage page;
  auto const& events = shared_->events;
  // An id above the newest is of a time when the clock was ahead: start over.
  bool const unknown = last_id > shared_->last_id;
  auto const begin = unknown
                         ? events.begin()
                         : std::ranges::upper_bound(events, last_id, std::less<>(), &FeedEvent::id);
  std::uint64_t const oldest = events.empty() ? shared_->last_id + 1 : events.front().id;
  page.missed = unknown || last_id + 1 < oldest;
  auto const count =
      std::min<std::ptrdiff_t>(events.end() - begin, static_cast<std::ptrdiff_t>(count_max));
  page.events.assign(begin, begin + count);
  return page;
}

std::uint64_t LiveFeed::last_id() const {
  std::scoped_lock const lock(shared_->mutex);
  return shared_->last_id;
}

std::unique_ptr<LiveFeed::Subscription> LiveFeed::subscribe(std::function<void()> wake) {
  std::scoped_lock const lock(shared_->wakes_mutex);
  std::uint64_t const number = ++shared_->next_number;
  shared_->wakes.emplace(number, std::move(wake));
  return std::make_unique<Subscription>(shared_, number);
}

std::size_t LiveFeed::subscribers() const {
  std::scoped_lock const lock(shared_->wakes_mutex);
  return shared_->wakes.size();
}

LiveFeed::Subscription::Subscription(std::shared_ptr<Shared> shared, std::uint64_t number)
    : shared_(std::move(shared)), number_(number) {}

LiveFeed::Subscription::~Subscription() {
  std::scoped_lock const lock(shared_->wakes_mutex);
  shared_->wakes.erase(number_);
}

}  // namespace helio::notify
