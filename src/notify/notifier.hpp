// Notifier: one way to tell somebody. Log, live feed, webhook, mail and SNS each are one.
//
// Errors   unavailable, timed_out, exhausted: worth another try (notify/delivery_queue.hpp does
//          that); every other code: this will never be accepted as it is.
// Threads  callable from any; may block up to the channel's own time limit.
#pragma once

#include "base/result.hpp"
#include "notify/notification.hpp"

namespace helio::notify {

class Notifier {
 public:
  virtual ~Notifier() = default;
  [[nodiscard]] virtual Result<void> notify(Notification const& notification) = 0;
};

}  // namespace helio::notify
