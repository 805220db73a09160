// DeliveryStore: notifications on their way to a channel that may be down, kept until they arrive
// or are given up. What was given up (a dead letter) stays, to be looked at and sent again.
//
// Durability what put() and remove() returned from survives kill -9 and power loss.
// Errors     not_found "DeliveryNotFound"; exhausted "SlowDown", "DiskFull"; unavailable
//            "StoreUnavailable".
// Threads    callable from any; calls block on disk.
// Contract   tests/contract/delivery_store_contract.hpp must pass for every implementation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "notify/notification.hpp"

namespace helio::notify {

struct Delivery {
  std::string id;       // of the notification and the channel together
  std::string channel;  // "webhook https://example.org/hook"
  Notification notification;
  int attempts = 0;   // made so far
  Timestamp next_at;  // of the next attempt; of a dead letter: when it was given up
  bool dead = false;  // given up
  std::string last_error;
};

class DeliveryStore {
 public:
  virtual ~DeliveryStore() = default;
  // Inserts it or replaces the one of its id.
  [[nodiscard]] virtual Result<void> put(Delivery const& delivery) = 0;
  [[nodiscard]] virtual Result<Delivery> get(std::string_view id) = 0;
  [[nodiscard]] virtual Result<void> remove(std::string_view id) = 0;  // no error if not there
  // Of one channel, not dead, next_at <= now, the longest due first.
  [[nodiscard]] virtual Result<std::vector<Delivery>> due(std::string_view channel, Timestamp now,
                                                          int limit) = 0;
  // Dead letters of all channels by id, after the id `after`.
  [[nodiscard]] virtual Result<std::vector<Delivery>> dead(std::string_view after, int limit) = 0;
  // Removes dead letters that were given up before `before`, at most `count_max`; how many.
  [[nodiscard]] virtual Result<std::int64_t> sweep_dead(Timestamp before, int count_max) = 0;
  // How many of one channel are not dead.
  [[nodiscard]] virtual Result<std::int64_t> waiting(std::string_view channel) = 0;
};

}  // namespace helio::notify
