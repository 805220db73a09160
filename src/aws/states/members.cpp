#include "aws/states/members.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "asl/arn.hpp"
#include "aws/json/values.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

constexpr std::size_t kPageDefault = 100;
constexpr std::size_t kPageMax = 1'000;

}  // namespace

std::optional<std::string> optional_text(Json const& input, std::string_view name) {
  Json const& value = member(input, name);
  return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

bool wants_data(Json const& input) { return text_member(input, "includedData") != "METADATA_ONLY"; }

std::size_t page_size(Json const& input) {
  std::int64_t const wanted = json::integer_member(input, "maxResults").value_or(0);
  if (wanted <= 0) return kPageDefault;
  return std::min(static_cast<std::size_t>(wanted), kPageMax);
}

asl::MachineType machine_type(Json const& input) {
  return text_member(input, "type") == "EXPRESS" ? asl::MachineType::express
                                                 : asl::MachineType::standard;
}

std::string_view to_string(asl::MachineType type) noexcept {
  return type == asl::MachineType::express ? "EXPRESS" : "STANDARD";
}

Result<void> check_settings(Json const& input) {
  std::string const role = text_member(input, "roleArn");
  if (!role.empty() && !(role.starts_with("arn:") && std::ranges::count(role, ':') >= 5)) {
    return fail(Errc::invalid_argument, "InvalidArn", "Invalid Role Arn: '" + role + "'");
  }
  auto const level = text_member(member(input, "loggingConfiguration"), "level");
  if (!level.empty() && level != "OFF") {
    return fail(Errc::unsupported, "InvalidLoggingConfiguration",
                "Invalid Logging Configuration: only the level OFF is supported; every STANDARD "
                "execution keeps its history, which GetExecutionHistory gives.");
  }
  if (member(member(input, "tracingConfiguration"), "enabled") == true) {
    return fail(Errc::unsupported, "InvalidTracingConfiguration",
                "Invalid Tracing Configuration: there is no X-Ray here; leave it out.");
  }
  auto const encryption = text_member(member(input, "encryptionConfiguration"), "type");
  if (!encryption.empty() && encryption != "AWS_OWNED_KEY") {
    return fail(Errc::unsupported, "InvalidEncryptionConfiguration",
                "Invalid Encryption Configuration: there is no KMS here; use AWS_OWNED_KEY.");
  }
  if (member(input, "publish") == true) {
    return fail(Errc::unsupported, "ValidationException",
                "Versions of state machines are not supported here; leave out publish.");
  }
  Json const& tags = member(input, "tags");
  if (tags.is_array() && !tags.empty()) {
    return fail(Errc::unsupported, "ValidationException",
                "Tags of state machines are not kept here; leave them out.");
  }
  return {};
}

void add_settings(Json& machine) {
  machine["loggingConfiguration"] = {{"level", "OFF"}, {"includeExecutionData", false}};
  machine["tracingConfiguration"] = {{"enabled", false}};
  machine["encryptionConfiguration"] = {{"type", "AWS_OWNED_KEY"}};
}

Error as_definition_error(Error error) {
  if (error.name == "InvalidDefinition") {
    error.message = "Invalid State Machine Definition: '" + error.message + "'";
  }
  return error;
}

asl::StartRequest start_request(Json const& input) {
  return {.machine_arn = text_member(input, "stateMachineArn"),
          .name = text_member(input, "name"),
          .input = optional_text(input, "input").value_or("{}")};
}

Json summary(asl::ExecutionRecord const& record) {
  Json json = {{"executionArn", record.arn},
               {"stateMachineArn", record.machine_arn},
               {"name", record.name},
               {"status", asl::to_string(record.status)},
               {"startDate", json::epoch_seconds(record.started_at)}};
  if (record.stopped_at) json["stopDate"] = json::epoch_seconds(*record.stopped_at);
  json["redriveCount"] = record.redrives;
  if (record.redriven_at) json["redriveDate"] = json::epoch_seconds(*record.redriven_at);
  return json;
}

void add_data(Json& json, asl::ExecutionRecord const& record, bool with_data) {
  Json const details = {{"included", with_data}};
  if (with_data) json["input"] = record.input;
  json["inputDetails"] = details;
  if (record.output) {
    if (with_data) json["output"] = *record.output;
    json["outputDetails"] = details;
  }
  if (record.error) json["error"] = *record.error;
  if (record.cause) json["cause"] = *record.cause;
}

Result<std::string> execution_arn_of(Json const& input) {
  std::string arn = text_member(input, "executionArn");
  if (auto const checked = asl::check_arn(arn, "execution"); !checked) {
    return tl::unexpected(checked.error());
  }
  return arn;
}

}  // namespace helio::aws::states
