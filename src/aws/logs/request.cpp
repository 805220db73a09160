#include "aws/logs/request.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "base/json_members.hpp"

namespace helio::aws::logs {
namespace {

constexpr std::int64_t kMsMax = 253'402'300'799'999;

}  // namespace

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "InvalidParameterException", std::move(message));
}

Result<std::string> group_of(Json const& input) {
  auto name = text_member(input, "logGroupName");
  auto identifier = text_member(input, "logGroupIdentifier");
  if (name.empty() == identifier.empty()) {
    return invalid("Exactly one of logGroupName and logGroupIdentifier must be given.");
  }
  if (!name.empty() || !identifier.starts_with("arn:")) return name.empty() ? identifier : name;
  constexpr std::string_view kMark = ":log-group:";
  auto const at = identifier.find(kMark);
  if (at == std::string::npos) {
    return invalid("logGroupIdentifier must be a log group's name or ARN.");
  }
  name = identifier.substr(at + kMark.size());
  return name.substr(0, name.find(':'));
}

std::optional<Timestamp> time_of(Json const& input, std::string_view name) {
  auto const ms = json::integer_member(input, name);
  if (!ms) return std::nullopt;
  return Timestamp(std::chrono::milliseconds(std::clamp<std::int64_t>(*ms, 0, kMsMax)));
}

std::int64_t ms_of(Timestamp time) noexcept { return time.time_since_epoch().count(); }

int limit_of(Json const& input, int otherwise) {
  return json::int_member(input, "limit").value_or(otherwise);
}

bool flag_of(Json const& input, std::string_view name, bool otherwise) {
  Json const& value = member(input, name);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

std::string group_arn(json::Caller const& caller, std::string_view group) {
  return "arn:aws:logs:" + caller.region + ":" + caller.account_id +
         ":log-group:" + std::string(group);
}

}  // namespace helio::aws::logs
