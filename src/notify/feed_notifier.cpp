#include "notify/feed_notifier.hpp"

#include <nlohmann/json.hpp>

namespace helio::notify {

Result<void> FeedNotifier::notify(Notification const& notification) {
  feed_.publish("notification", notification_json(notification));
  return {};
}

}  // namespace helio::notify
