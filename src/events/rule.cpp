#include "events/rule.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "events/names.hpp"
#include "events/pattern.hpp"
#include "events/target_input.hpp"

namespace helio::events {
namespace {

constexpr std::size_t name_max = 64;
constexpr std::size_t input_bytes_max = 8'192;

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

Result<void> validate_input(Target const& target) {
  int const forms =
      target.input.has_value() + target.input_path.has_value() + target.transformer.has_value();
  if (forms > 1) {
    return invalid("Target " + target.id +
                   " has more than one of Input, InputPath and InputTransformer.");
  }
  if (target.input && (target.input->size() > input_bytes_max || !parse_json(*target.input))) {
    return invalid("Input of target " + target.id + " is not JSON of at most 8192 bytes.");
  }
  if (target.input_path && !is_event_path(*target.input_path)) {
    return invalid("InputPath of target " + target.id + " is not a path such as $.detail.");
  }
  if (!target.transformer) return {};
  if (target.transformer->input_template.size() > input_bytes_max) {
    return invalid("InputTemplate of target " + target.id + " has more than 8192 bytes.");
  }
  for (auto const& [name, path] : target.transformer->paths) {
    if (name.starts_with("aws.") || !is_event_path(path)) {
      return invalid("InputPathsMap of target " + target.id + " has a bad name or path at " +
                     name.substr(0, name_max) + ".");
    }
  }
  if (auto const unknown = unknown_placeholder(*target.transformer)) {
    return invalid("InputTemplate for target " + target.id + " contains invalid placeholder " +
                   unknown->substr(0, name_max) + ".");
  }
  return {};
}

// A role's and a queue's may be left out.
bool is_arn_or_none(std::string const& text) {
  auto const printable = [](char c) { return c > ' ' && c < '\x7f'; };
  return text.empty() || (text.starts_with("arn:") && std::ranges::all_of(text, printable));
}

Result<void> validate(Target const& target) {
  if (!is_name(target.id, name_max)) {
    return invalid("A target's Id has 1 to 64 letters, digits, dots, dashes or underscores.");
  }
  if (!target.arn.starts_with("arn:")) {
    return invalid("Parameter Arn of target " + target.id + " is not an ARN.");
  }
  if (!is_arn_or_none(target.role_arn) || !is_arn_or_none(target.dead_letter_arn)) {
    return invalid("RoleArn or DeadLetterConfig.Arn of target " + target.id + " is not an ARN.");
  }
  RetryPolicy const& retry = target.retry;
  if (retry.retries_max < 0 || retry.retries_max > 185) {
    return invalid("MaximumRetryAttempts of target " + target.id + " must be 0 to 185.");
  }
  if (retry.age_s_max < 60 || retry.age_s_max > 86'400) {
    return invalid("MaximumEventAgeInSeconds of target " + target.id + " must be 60 to 86400.");
  }
  return validate_input(target);
}

}  // namespace

std::string rule_arn(Rule const& rule, std::string_view region, std::string_view account) {
  return "arn:aws:events:" + std::string(region) + ":" + std::string(account) + ":rule/" +
         (rule.bus == "default" ? std::string() : rule.bus + "/") + rule.name;
}

Result<void> validate(Rule const& rule) {
  if (!is_name(rule.name, name_max) || rule.bus.empty() || rule.bus.size() > 256) {
    return invalid(
        "A rule's name has 1 to 64 letters, digits, dots, dashes or underscores; its bus a name.");
  }
  if (rule.targets.size() > targets_max) {
    return fail(Errc::too_large, "LimitExceededException",
                "The rule has more than " + std::to_string(targets_max) + " targets.");
  }
  std::set<std::string_view> ids;
  for (Target const& target : rule.targets) {
    if (auto good = validate(target); !good) return good;
    if (!ids.insert(target.id).second) return invalid("Two targets have the Id " + target.id + ".");
  }
  if (!is_arn_or_none(rule.role_arn)) return invalid("Parameter RoleArn is not an ARN.");
  if (auto pattern = Pattern::parse(rule.pattern); !pattern) return fail(pattern);
  return {};
}

}  // namespace helio::events
