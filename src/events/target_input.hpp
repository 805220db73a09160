// What a target gets of an event: the event itself, a constant, a part of it, or a template filled
// from it.
//
// In a template, <name> stands for the value at that name's path. Outside of quotes it becomes JSON
// ({"key": <key>}), inside of quotes its characters ("got <key>"). A path that leads nowhere gives
// null outside and nothing inside. A name that is neither in the map nor AWS's own stays as it is
// (but no rule is taken with one). AWS's own: <aws.events.rule-arn>, <aws.events.rule-name>,
// <aws.events.event.ingestion-time>, <aws.events.event> (without detail) and
// <aws.events.event.json> (whole).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "events/rule.hpp"

namespace helio::events {

// A definite JSONPath: $, .name, ['name'], [index].
[[nodiscard]] bool is_event_path(std::string_view path);

// The first name of the template that is neither in the map nor AWS's own, if any.
[[nodiscard]] std::optional<std::string> unknown_placeholder(InputTransformer const& transformer);

struct InputSource {
  std::string_view event_json;
  std::string_view rule_name;
  std::string_view rule_arn;
  Timestamp ingested{};
};

// Valid JSON; a template whose outcome is not becomes a JSON string of it.
// Errors: corrupt "InvalidEvent": the event is not JSON.
[[nodiscard]] Result<std::string> input_of(Target const& target, InputSource const& source);

}  // namespace helio::events
