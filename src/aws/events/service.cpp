#include <string>

#include <nlohmann/json.hpp>

#include "aws/events/operations.hpp"
#include "aws/events/put_events.hpp"

namespace helio::aws::json {
extern ServiceModel const events_model;
}

namespace helio::aws::events {

json::Service events_service(Parts const& parts) {
  json::Service service(json::events_model, "ValidationException");
  auto const add = [&service, parts](std::string name, json::Access access, auto operation) {
    service.add(std::move(name), access, [operation, parts](Json const& input, Caller const& who) {
      return operation(parts, input, who);
    });
  };
  using enum json::Access;
  add("CancelReplay", write, cancel_replay);
  add("CreateArchive", write, create_archive);
  add("CreateEventBus", write, create_event_bus);
  add("DeleteArchive", write, delete_archive);
  add("DeleteEventBus", write, delete_event_bus);
  add("DeleteRule", write, delete_rule);
  add("DescribeArchive", read, describe_archive);
  add("DescribeEventBus", read, describe_event_bus);
  add("DescribeReplay", read, describe_replay);
  add("DescribeRule", read, describe_rule);
  add("DisableRule", write, disable_rule);
  add("EnableRule", write, enable_rule);
  add("ListArchives", read, list_archives);
  add("ListEventBuses", read, list_event_buses);
  add("ListReplays", read, list_replays);
  add("ListRuleNamesByTarget", read, list_rule_names_by_target);
  add("ListRules", read, list_rules);
  add("ListTargetsByRule", read, list_targets_by_rule);
  add("PutEvents", write, [](Parts const& with, Json const& input, Caller const& /*caller*/) {
    return put_events(with.bus, input);
  });
  add("PutRule", write, put_rule);
  add("PutTargets", write, put_targets);
  add("RemoveTargets", write, remove_targets);
  add("StartReplay", write, start_replay);
  add("TestEventPattern", anyone, test_event_pattern);
  add("UpdateArchive", write, update_archive);
  return service;
}

}  // namespace helio::aws::events
