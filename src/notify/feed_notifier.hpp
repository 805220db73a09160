// FeedNotifier: notifications on the live feed, as events of type "notification".
#pragma once

#include "notify/live_feed.hpp"
#include "notify/notifier.hpp"

namespace helio::notify {

class FeedNotifier final : public Notifier {
 public:
  explicit FeedNotifier(LiveFeed& feed) : feed_(feed) {}
  Result<void> notify(Notification const& notification) override;

 private:
  LiveFeed& feed_;
};

}  // namespace helio::notify
