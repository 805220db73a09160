// StateMachineTarget: events whose target is a state machine start an execution of it.
//
// The execution's name is the delivery's id, so a delivery that comes again after a crash finds the
// execution that it started and starts no other.
#pragma once

#include "asl/engine.hpp"
#include "events/target.hpp"

namespace helio::cli {

class StateMachineTarget final : public events::TargetPort {
 public:
  explicit StateMachineTarget(asl::Engine& engine) : engine_(engine) {}

  // Errors: the engine's; invalid_argument "UnsupportedTarget" for what is no state machine.
  Result<void> deliver(std::string_view target_arn, std::string_view input,
                       events::DeliveryContext const& context) override;

 private:
  asl::Engine& engine_;
};

}  // namespace helio::cli
