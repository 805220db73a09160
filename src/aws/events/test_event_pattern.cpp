#include "aws/events/request.hpp"
#include "base/json.hpp"
#include "events/pattern.hpp"

namespace helio::aws::events {

Result<Json> test_event_pattern(Parts const& /*parts*/, Json const& input,
                                Caller const& /*caller*/) {
  auto const pattern = helio::events::Pattern::parse(text_member(input, "EventPattern"));
  if (!pattern) return tl::unexpected(pattern.error());
  auto const text = text_member(input, "Event");
  auto const event = parse_json(text, {.bytes_max = helio::events::event_bytes_max});
  if (!event || !event->is_object()) {
    return invalid("Parameter Event is not valid. Reason: It is not a JSON object.");
  }
  for (char const* const name :
       {"id", "account", "source", "time", "region", "resources", "detail-type"}) {
    if (!event->contains(name)) {
      return invalid("Parameter Event is not valid. Reason: " + std::string(name) + " is missing.");
    }
  }
  auto const matches = pattern->matches(text);
  if (!matches) return invalid("Parameter Event is not valid. Reason: " + matches.error().message);
  return Json{{"Result", *matches}};
}

}  // namespace helio::aws::events
