// LogNotifier: notifications as lines of the server's log.
#pragma once

#include "notify/notifier.hpp"

namespace helio::notify {

class LogNotifier final : public Notifier {
 public:
  Result<void> notify(Notification const& notification) override;
};

}  // namespace helio::notify
