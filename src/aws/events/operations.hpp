// EventBridge's operations over events/event_bus.hpp, one a file (target AWSEvents).
//
// What the bus cannot do is refused with ValidationException, never ignored: schedules, targets of
// other services, tags, keys. Roles are kept and given back; no delivery needs one here.
// Errors   EventBridge's names: "ValidationException", "ResourceNotFoundException",
//          "ResourceAlreadyExistsException", "InvalidEventPatternException",
//          "LimitExceededException", "IllegalStatusException"; the stores'.
// Threads  callable from any; calls block on disk.
#pragma once

#include <functional>
#include <string_view>

#include "aws/json/service.hpp"
#include "events/event_bus.hpp"

namespace helio::aws::events {

// All of it outlives the service.
struct Parts {
  helio::events::EventBus& bus;
  // Whether events can be delivered there. Errors: invalid_argument "ValidationException".
  std::function<Result<void>(std::string_view target_arn)> check_target;
};

// Every operation below and PutEvents, by its name.
[[nodiscard]] json::Service events_service(Parts const& parts);

using json::Caller;
[[nodiscard]] Result<Json> cancel_replay(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> create_archive(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> create_event_bus(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> delete_archive(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> delete_event_bus(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> delete_rule(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> describe_archive(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> describe_event_bus(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> describe_replay(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> describe_rule(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> disable_rule(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> enable_rule(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> list_archives(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> list_event_buses(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> list_replays(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> list_rule_names_by_target(Parts const&, Json const& input,
                                                     Caller const&);
[[nodiscard]] Result<Json> list_rules(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> list_targets_by_rule(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> put_rule(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> put_targets(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> remove_targets(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> start_replay(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> test_event_pattern(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> update_archive(Parts const&, Json const& input, Caller const&);

}  // namespace helio::aws::events
