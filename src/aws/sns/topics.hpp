// Topics: what is published to, and who is told: each subscriber is one of notify's channels.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "notify/notifier.hpp"

namespace helio::aws::sns {

struct Subscription {
  std::string protocol;  // "https", "http", "log": which text of a message by protocol it gets
  notify::Notifier* notifier = nullptr;
};

class Topics {
 public:
  Topics(std::string region, std::string account)
      : prefix_("arn:aws:sns:" + region + ":" + account + ":") {}

  // Before the first call. Subscribers outlive this.
  void add(std::string_view name, std::vector<Subscription> subscriptions) {
    topics_[prefix_ + std::string(name)] = std::move(subscriptions);
  }
  // Null: there is none of this ARN.
  [[nodiscard]] std::vector<Subscription> const* find(std::string_view arn) const {
    auto const found = topics_.find(arn);
    return found == topics_.end() ? nullptr : &found->second;
  }

 private:
  const std::string prefix_;
  std::map<std::string, std::vector<Subscription>, std::less<>> topics_;
};

}  // namespace helio::aws::sns
