// FanOut: one notification to several channels side by side, and what became of it on each.
//
// One channel that is slow or down delays and hinders no other; all are waited for.
// Threads  notify() is callable from any; add() before the first.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/worker_pool.hpp"
#include "notify/notifier.hpp"

namespace helio::notify {

struct Outcome {
  std::string channel;
  Result<void> sent;
};

class FanOut {
 public:
  // Without a pool, or where it is full, channels are served one after the other.
  explicit FanOut(WorkerPool* pool = nullptr) : pool_(pool) {}

  // `group` names channels that are asked for together: "feed", "subscribers".
  void add(std::string group, std::string channel, Notifier& notifier);

  // To the channels of `group`, in the order they were added.
  [[nodiscard]] std::vector<Outcome> notify(std::string_view group,
                                            Notification const& notification) const;

 private:
  struct Channel {
    std::string group, name;
    Notifier* notifier;
  };

  WorkerPool* pool_;
  std::vector<Channel> channels_;
};

}  // namespace helio::notify
