// MemoryDeliveryStore: the port in memory, for tests.
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "notify/delivery_store.hpp"

namespace helio::notify {

class MemoryDeliveryStore final : public DeliveryStore {
 public:
  Result<void> put(Delivery const& delivery) override {
    std::scoped_lock const lock(mutex_);
    deliveries_[delivery.id] = delivery;
    return {};
  }

  Result<Delivery> get(std::string_view id) override {
    std::scoped_lock const lock(mutex_);
    auto const found = deliveries_.find(id);
    if (found == deliveries_.end()) {
      return fail(Errc::not_found, "DeliveryNotFound", "There is no such delivery.");
    }
    return found->second;
  }

  Result<void> remove(std::string_view id) override {
    std::scoped_lock const lock(mutex_);
    auto const found = deliveries_.find(id);
    if (found != deliveries_.end()) deliveries_.erase(found);
    return {};
  }

  Result<std::vector<Delivery>> due(std::string_view channel, Timestamp now, int limit) override {
    std::scoped_lock const lock(mutex_);
    std::vector<Delivery> found;
    for (auto const& [id, each] : deliveries_) {
      if (each.channel == channel && !each.dead && each.next_at <= now) found.push_back(each);
    }
    std::ranges::stable_sort(found, {}, &Delivery::next_at);
    return first(std::move(found), limit);
  }

  Result<std::vector<Delivery>> dead(std::string_view after, int limit) override {
    std::scoped_lock const lock(mutex_);
    std::vector<Delivery> found;
    for (auto const& [id, each] : deliveries_) {
      if (each.dead && id > after) found.push_back(each);
    }
    return first(std::move(found), limit);
  }

  Result<std::int64_t> sweep_dead(Timestamp before, int count_max) override {
    std::scoped_lock const lock(mutex_);
    std::int64_t removed = 0;
    for (auto it = deliveries_.begin(); it != deliveries_.end() && removed < count_max;) {
      auto const here = it++;
      if (!here->second.dead || here->second.next_at >= before) continue;
      deliveries_.erase(here);
      ++removed;
    }
    return removed;
  }

  Result<std::int64_t> waiting(std::string_view channel) override {
    std::scoped_lock const lock(mutex_);
    return std::ranges::count_if(deliveries_, [channel](auto const& each) {
      return each.second.channel == channel && !each.second.dead;
    });
  }

 private:
  static std::vector<Delivery> first(std::vector<Delivery> found, int limit) {
    if (std::ssize(found) > limit) found.resize(static_cast<std::size_t>(limit));
    return found;
  }

  std::mutex mutex_;
  std::map<std::string, Delivery, std::less<>> deliveries_;
};

}  // namespace helio::notify
