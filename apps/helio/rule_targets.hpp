// RuleTargets: where a rule's events go: executions of state machines, functions, log groups.
//
// State machine  the execution's name is the delivery's id, so a delivery that comes again after a
//                crash finds the execution that it started and starts no other.
// Function       is invoked, and the delivery ends with it; a failure is one of the delivery.
// Log group      gets one event, in the stream named after the rule; the group is made where it is
//                not there. After a crash the event may stand there twice.
#pragma once

#include "asl/engine.hpp"
#include "base/clock.hpp"
#include "events/target.hpp"
#include "functions/function_host.hpp"
#include "logs/log_store.hpp"

namespace helio::cli {

class RuleTargets final : public events::TargetPort {
 public:
  RuleTargets(asl::Engine& engine, functions::FunctionHost& functions, logs::LogStore& logs,
              Clock const& clock)
      : engine_(engine), functions_(functions), logs_(logs), clock_(clock) {}

  // Whether it is an ARN of one of the three. Errors: invalid_argument "ValidationException".
  [[nodiscard]] static Result<void> check(std::string_view arn);

  // Errors: those of the target; invalid_argument "UnsupportedTarget" for another ARN.
  Result<void> deliver(std::string_view target_arn, std::string_view input,
                       events::DeliveryContext const& context) override;

 private:
  [[nodiscard]] Result<void> start_execution(std::string_view arn, std::string_view input,
                                             std::string const& delivery_id);
  [[nodiscard]] Result<void> invoke(std::string_view arn, std::string_view input,
                                    std::string const& delivery_id);
  [[nodiscard]] Result<void> log(std::string const& group, std::string_view input,
                                 std::string const& rule);

  asl::Engine& engine_;
  functions::FunctionHost& functions_;
  logs::LogStore& logs_;
  Clock const& clock_;
};

}  // namespace helio::cli
