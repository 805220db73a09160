// notification_handler (ParallelNotifications): tells one audience of an image that is done.
//
// Event    {"audience": a group of the fan-out, "saved": result_saver's result}
// Result   {"outcomes":[{"channel","sent":true} or {"channel","sent":false,"error","message"}]};
//          no outcomes where the result was older than what is stored
// Errors   the first channel's where not one was reached; "InvalidRecord", "InvalidNotification".
#pragma once

#include "base/clock.hpp"
#include "functions/function.hpp"
#include "notify/fan_out.hpp"

namespace helio::functions {

class NotificationHandler final : public Function {
 public:
  NotificationHandler(notify::FanOut const& channels, Clock const& clock)
      : channels_(channels), clock_(clock) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "notification_handler"; }
  Result<Json> handle(Json const& event, Context const& context) override;

 private:
  notify::FanOut const& channels_;
  Clock const& clock_;
};

}  // namespace helio::functions
