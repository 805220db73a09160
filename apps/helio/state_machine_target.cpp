#include "helio/state_machine_target.hpp"

#include <future>

namespace helio::cli {

Result<void> StateMachineTarget::deliver(std::string_view target_arn, std::string_view input,
                                         events::DeliveryContext const& context) {
  if (target_arn.find(":stateMachine:") == std::string_view::npos) {
    return fail(Errc::invalid_argument, "UnsupportedTarget",
                "The target " + std::string(target_arn) +
                    " is no state machine; only those are started by rules here.");
  }
  std::promise<Result<asl::Started>> promise;
  auto started = promise.get_future();
  asl::StartRequest request{.machine_arn = std::string(target_arn),
                            .name = context.delivery_id,
                            .input = std::string(input),
                            .once = true};
  engine_.start_execution(std::move(request), [&promise](Result<asl::Started> result) {
    promise.set_value(std::move(result));
  });
  auto const result = started.get();
  if (!result) return tl::unexpected<Error>(result.error());
  return {};
}

}  // namespace helio::cli
