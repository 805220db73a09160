// Rule and Target: which events go where, and in what form; EventBridge's PutRule and PutTargets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::events {

struct RetryPolicy {
  int retries_max = 185;   // MaximumRetryAttempts, 0..185; the first attempt is not one
  int age_s_max = 86'400;  // MaximumEventAgeInSeconds, 60..86400, since it was matched

  bool operator==(RetryPolicy const&) const = default;
};

struct InputTransformer {
  std::vector<std::pair<std::string, std::string>> paths;  // InputPathsMap: name, path
  std::string input_template;
};

// At most one of input, input_path and transformer; without, the target gets the event itself.
struct Target {
  std::string id;
  std::string arn;
  std::optional<std::string> input;  // JSON, the same for every event
  std::optional<std::string> input_path;
  std::optional<InputTransformer> transformer;
  RetryPolicy retry;
  std::string dead_letter_arn;  // empty: kept under the empty queue name, never dropped
  std::string role_arn;         // kept and given back; no delivery needs a role here
};

struct Rule {
  std::string name;
  std::string bus = "default";
  std::string pattern;
  std::string description;
  bool enabled = true;
  std::vector<Target> targets;
  std::string role_arn;  // as a target's
};

inline constexpr std::size_t targets_max =
    100;  // of a rule; EventBridge allows 5, or more by quota

// "arn:aws:events:REGION:ACCOUNT:rule/NAME", on another bus "…:rule/BUS/NAME".
[[nodiscard]] std::string rule_arn(Rule const& rule, std::string_view region,
                                   std::string_view account);

// Errors: invalid_argument "ValidationException", "InvalidEventPatternException"; too_large
// "LimitExceededException".
[[nodiscard]] Result<void> validate(Rule const& rule);

// The stored form (docs/events.md), in AWS's member names. read_rule() also validates.
// Errors: invalid_argument as validate(); "ValidationException" for a wrong type.
[[nodiscard]] Json to_json(Rule const& rule);
[[nodiscard]] Result<Rule> read_rule(Json const& json);
[[nodiscard]] Json to_json(Target const& target);
[[nodiscard]] Result<Target> read_target(Json const& json);

}  // namespace helio::events
