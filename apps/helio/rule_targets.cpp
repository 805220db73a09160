#include "helio/rule_targets.hpp"

#include <future>

#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace helio::cli {
namespace {

constexpr std::string_view kMachine = ":stateMachine:";
constexpr std::string_view kFunction = ":function:";
constexpr std::string_view kLogGroup = ":log-group:";

bool has(std::string_view arn, std::string_view mark) {
  return arn.find(mark) != std::string_view::npos;
}

}  // namespace

Result<void> RuleTargets::check(std::string_view arn) {
  bool const known =
      arn.starts_with("arn:") && (has(arn, kMachine) || has(arn, kFunction) || has(arn, kLogGroup));
  if (known) return {};
  return fail(Errc::invalid_argument, "ValidationException",
              "Parameter Arn is not valid. Reason: " + std::string(arn.substr(0, 256)) +
                  " is no state machine, function or log group; only those are targets here.");
}

Result<void> RuleTargets::deliver(std::string_view target_arn, std::string_view input,
                                  events::DeliveryContext const& context) {
  if (has(target_arn, kMachine)) return start_execution(target_arn, input, context.delivery_id);
  if (has(target_arn, kFunction)) return invoke(target_arn, input, context.delivery_id);
  if (has(target_arn, kLogGroup)) return log(target_arn, input, context.rule);
  return fail(Errc::invalid_argument, "UnsupportedTarget",
              "The target " + std::string(target_arn) +
                  " is no state machine, function or log group; only those are targets here.");
}

Result<void> RuleTargets::start_execution(std::string_view arn, std::string_view input,
                                          std::string const& delivery_id) {
  std::promise<Result<asl::Started>> promise;
  auto started = promise.get_future();
  asl::StartRequest request{.machine_arn = std::string(arn),
                            .name = delivery_id,
                            .input = std::string(input),
                            .once = true};
  engine_.start_execution(std::move(request), [&promise](Result<asl::Started> result) {
    promise.set_value(std::move(result));
  });
  auto const result = started.get();
  if (!result) return tl::unexpected<Error>(result.error());
  return {};
}

Result<void> RuleTargets::invoke(std::string_view arn, std::string_view input,
                                 std::string const& delivery_id) {
  auto event = parse_json(input);
  if (!event) return fail(event);
  auto done = functions_.invoke_and_wait(arn, std::move(*event), delivery_id);
  if (!done) return fail(done);
  return {};
}

// "arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/cats", with or without ":*".
Result<void> RuleTargets::log(std::string_view arn, std::string_view input,
                              std::string const& rule) {
  auto group = arn.substr(arn.find(kLogGroup) + kLogGroup.size());
  group = group.substr(0, group.find(':'));
  logs::Batch const batch{std::string(group), rule, {{clock_.wall(), std::string(input)}}};
  return logs_.append({&batch, 1});
}

}  // namespace helio::cli
