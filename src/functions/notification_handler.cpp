#include "functions/notification_handler.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_members.hpp"

namespace helio::functions {

Result<Json> NotificationHandler::handle(Json const& event, Context const& context) {
  Json const& saved = member(event, "saved");
  if (member(saved, "stored") == false) return Json{{"outcomes", Json::array()}};
  auto record = results::record_from_json(member(saved, "record"));
  if (!record) return fail(record);
  auto const notification = notify::notification_of(std::move(*record), clock_.wall());
  if (!notification) return tl::unexpected(notification.error());

  auto const outcomes = channels_.notify(text_member(event, "audience"), *notification);
  Json list = Json::array();
  for (notify::Outcome const& outcome : outcomes) {
    Json json = {{"channel", outcome.channel}, {"sent", outcome.sent.has_value()}};
    if (!outcome.sent) {
      json["error"] = outcome.sent.error().name;
      json["message"] = outcome.sent.error().message;
      context.log(log::Level::warning, "A channel was not reached.", json);
    }
    list.push_back(std::move(json));
  }
  bool const reached = std::ranges::any_of(
      outcomes, [](notify::Outcome const& outcome) { return outcome.sent.has_value(); });
  if (!outcomes.empty() && !reached) return tl::unexpected(outcomes.front().sent.error());
  return Json{{"outcomes", std::move(list)}};
}

}  // namespace helio::functions
