#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"
#include "aws/logs/request.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {
namespace {

constexpr int kGroupsMax = 50;

Json to_json(helio::logs::LogGroup const& group, Caller const& caller) {
  auto const arn = group_arn(caller, group.name);
  Json json = {{"logGroupName", group.name},
               {"creationTime", ms_of(group.created_at)},
               {"metricFilterCount", 0},
               {"arn", arn + ":*"},
               {"storedBytes", group.stored_bytes},
               {"logGroupClass", "STANDARD"},
               {"logGroupArn", arn}};
  if (group.retention_days) json["retentionInDays"] = *group.retention_days;
  return json;
}

}  // namespace

Result<Json> describe_log_groups(Parts const& parts, Json const& input, Caller const& caller) {
  auto const prefix = text_member(input, "logGroupNamePrefix");
  auto const within = text_member(input, "logGroupNamePattern");
  if (!prefix.empty() && !within.empty()) {
    return invalid("logGroupNamePrefix and logGroupNamePattern do not go together.");
  }
  if (!member(input, "logGroupIdentifiers").is_null()) {
    return invalid("logGroupIdentifiers is not supported here; name a prefix or a pattern.");
  }
  Json answer = {{"logGroups", Json::array()}};
  auto const kind = text_member(input, "logGroupClass");
  if (!kind.empty() && kind != "STANDARD") return answer;
  auto const limit = static_cast<std::size_t>(limit_of(input, kGroupsMax));
  Json& found = answer["logGroups"];
  auto after = text_member(input, "nextToken");  // the name of the last page's last group
  while (true) {
    auto groups = parts.catalog.groups(prefix, after, kGroupsMax);
    if (!groups) return fail(groups);
    if (groups->empty()) return answer;
    for (auto const& group : *groups) {
      if (group.name.find(within) != std::string::npos) {
        if (found.size() == limit) {
          answer["nextToken"] = after;
          return answer;
        }
        found.push_back(to_json(group, caller));
      }
      after = group.name;
    }
  }
}

}  // namespace helio::aws::logs
