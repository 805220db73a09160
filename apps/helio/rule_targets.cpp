#include "helio/rule_targets.hpp"

#include <algorithm>
#include <future>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "logs/paging.hpp"

namespace helio::cli {
namespace {

enum class Kind { machine, function, log_group, other };

// "arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/cats:*": a log group, and its name.
struct Destination {
  Kind kind = Kind::other;
  std::string name;
};

struct KnownKind {
  std::string_view service, resource;
  Kind kind;
};
constexpr KnownKind kKinds[] = {{"states", "stateMachine", Kind::machine},
                                {"lambda", "function", Kind::function},
                                {"logs", "log-group", Kind::log_group}};
constexpr char const* kNoTarget =
    " is no state machine, function or log group; only those are targets here.";
constexpr std::size_t kFields = 7;  // arn, partition, service, region, account, resource, name

Destination destination_of(std::string_view arn) {
  std::string_view fields[kFields];
  for (auto& field : fields) {
    field = arn.substr(0, arn.find(':'));
    if (field.empty()) return {};
    arn.remove_prefix(std::min(arn.size(), field.size() + 1));
  }
  if (fields[0] != "arn") return {};
  for (auto const& [service, resource, kind] : kKinds) {
    if (fields[2] == service && fields[5] == resource) return {kind, std::string(fields[6])};
  }
  return {};
}

}  // namespace

Result<void> RuleTargets::check(std::string_view arn) {
  auto const [kind, name] = destination_of(arn);
  bool const known =
      kind != Kind::other && (kind != Kind::log_group || logs::check_group_name(name).has_value());
  if (known) return {};
  return fail(Errc::invalid_argument, "ValidationException",
              "Parameter Arn is not valid. Reason: " + std::string(arn.substr(0, 256)) + kNoTarget);
}

Result<void> RuleTargets::deliver(std::string_view target_arn, std::string_view input,
                                  events::DeliveryContext const& context) {
  auto const [kind, name] = destination_of(target_arn);
  switch (kind) {
    case Kind::machine:
      return start_execution(target_arn, input, context.delivery_id);
    case Kind::function:
      return invoke(target_arn, input, context.delivery_id);
    case Kind::log_group:
      return log(name, input, context.rule);
    default:
      return fail(Errc::invalid_argument, "UnsupportedTarget",
                  "The target " + std::string(target_arn) + kNoTarget);
  }
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

Result<void> RuleTargets::log(std::string const& group, std::string_view input,
                              std::string const& rule) {
  logs::Batch const batch{group, rule, {{clock_.wall(), std::string(input)}}};
  return logs_.append({&batch, 1});
}

}  // namespace helio::cli
