// LiveFeed: everything that changes, as it changes, for pages that are open and SSE streams.
//
// A ring of the newest events in memory. Ids grow, also across restarts (they begin at the time of
// day), so a client that comes back with the last id it saw gets what it missed, or learns that
// this is more than the ring holds and reads anew.
// Threads  callable from any; nothing blocks on a subscriber. A wake runs on the publisher's
// thread,
//          must be quick, and must not subscribe, end a Subscription or publish; none runs once
//          its Subscription is destroyed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"

namespace helio::notify {

struct FeedEvent {
  std::uint64_t id = 0;
  std::string type;                         // "result", "execution", "notification"
  std::shared_ptr<std::string const> data;  // one line of JSON, shared by all subscribers
};

struct FeedPage {
  std::vector<FeedEvent> events;  // oldest first
  bool missed = false;            // events between the id that was asked for and these are gone
};

class LiveFeed {
 public:
  class Subscription;

  explicit LiveFeed(Clock const& clock, std::size_t events_max = 1'000);
  ~LiveFeed();
  LiveFeed(LiveFeed const&) = delete;
  LiveFeed& operator=(LiveFeed const&) = delete;

  std::uint64_t publish(std::string type, Json const& data);

  // The events after `last_id`, at most `count_max`. An id that the ring never gave (0, or of
  // another time) is older than all it holds.
  [[nodiscard]] FeedPage since(std::uint64_t last_id, std::size_t count_max) const;
  // Where a new subscriber begins that wants only what comes.
  [[nodiscard]] std::uint64_t last_id() const;

  // `wake` is called after every event from now on.
  [[nodiscard]] std::unique_ptr<Subscription> subscribe(std::function<void()> wake);
  [[nodiscard]] std::size_t subscribers() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

// Ends when destroyed; may outlive the feed.
class LiveFeed::Subscription {
 public:
  Subscription(std::shared_ptr<Shared> shared, std::uint64_t number);
  ~Subscription();
  Subscription(Subscription const&) = delete;
  Subscription& operator=(Subscription const&) = delete;

 private:
  std::shared_ptr<Shared> shared_;
  std::uint64_t number_;
};

}  // namespace helio::notify
