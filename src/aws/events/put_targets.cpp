#include <algorithm>

#include "aws/events/request.hpp"

namespace helio::aws::events {

namespace {

using helio::events::Target;

Result<Target> target_of(Parts const& parts, Json const& json) {
  auto known = refuse_members(
      json, {"KinesisParameters", "RunCommandParameters", "EcsParameters", "BatchParameters",
             "SqsParameters", "HttpParameters", "RedshiftDataParameters",
             "SageMakerPipelineParameters", "AppSyncParameters"});
  if (!known) return fail(known);
  auto target = helio::events::read_target(json);
  if (!target) return target;
  if (auto served = parts.check_target(target->arn); !served) return fail(served);
  return target;
}

}  // namespace

Result<Json> put_targets(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  auto const bus = bus_of(parts, input);
  if (!bus) return tl::unexpected(bus.error());
  std::vector<Target> targets;
  for (Json const& each : member(input, "Targets")) {
    auto target = target_of(parts, each);
    if (!target) return fail(target);
    targets.push_back(std::move(*target));
  }
  auto changed = parts.bus.rules().change_rule(
      *bus, text_member(input, "Rule"), false, [&](helio::events::Rule& rule) -> Result<void> {
        for (Target& target : targets) {
          auto const old = std::ranges::find(rule.targets, target.id, &Target::id);
          if (old == rule.targets.end()) {
            rule.targets.push_back(std::move(target));
          } else {
            *old = std::move(target);
          }
        }
        return {};
      });
  if (!changed) return fail(changed);
  return Json{{"FailedEntryCount", 0}, {"FailedEntries", Json::array()}};
}

}  // namespace helio::aws::events
