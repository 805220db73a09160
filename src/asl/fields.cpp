#include "asl/fields.hpp"

#include <array>
#include <initializer_list>
#include <vector>

namespace helio::asl {
namespace {

using enum FieldKind;
using Rules = std::vector<FieldRule>;

constexpr std::array<std::string_view, 8> kTypes = {"Task",    "Pass", "Choice",   "Wait",
                                                    "Succeed", "Fail", "Parallel", "Map"};

Rules const kEvery = {{"Type", text, true}, {"Comment", text}, {"QueryLanguage", query_language}};
Rules const kPaths = {{"InputPath", selection}, {"OutputPath", selection}};
Rules const kTransition = {{"Next", state_name}, {"End", boolean}, {"Assign", variables}};
Rules const kParameters = {{"Parameters", payload}, {"ResultPath", placement}};
Rules const kFallible = {{"ResultSelector", payload}, {"Retry", retry}, {"Catch", catchers}};

Rules joined(std::initializer_list<Rules> lists) {
  Rules all = kEvery;
  for (Rules const& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

Rules const& rules_of(StateType type) {
  static std::array<Rules, kTypes.size()> const rules = {
      joined({kPaths,
              kTransition,
              kParameters,
              kFallible,
              {{"Resource", resource, true},
               {"TimeoutSeconds", seconds},
               {"TimeoutSecondsPath", path},
               {"HeartbeatSeconds", seconds},
               {"HeartbeatSecondsPath", path},
               {"Credentials", payload}}}),
      joined({kPaths, kTransition, kParameters, {{"Result", any}}}),
      joined(
          {kPaths, {{"Choices", choices, true}, {"Default", state_name}, {"Assign", variables}}}),
      joined({kPaths,
              kTransition,
              {{"Seconds", wait_seconds},
               {"SecondsPath", path},
               {"Timestamp", timestamp},
               {"TimestampPath", path}}}),
      joined({kPaths}),
      joined({{{"Error", text},
               {"ErrorPath", path_or_call},
               {"Cause", text},
               {"CausePath", path_or_call}}}),
      joined({kPaths, kTransition, kParameters, kFallible, {{"Branches", branches, true}}}),
      joined({kPaths,
              kTransition,
              kParameters,
              kFallible,
              {{"ItemProcessor", processor},
               {"Iterator", processor},
               {"ItemsPath", path},
               {"ItemSelector", payload},
               {"MaxConcurrency", count},
               {"MaxConcurrencyPath", path},
               {"ToleratedFailureCount", count},
               {"ToleratedFailureCountPath", path},
               {"ToleratedFailurePercentage", percentage},
               {"ToleratedFailurePercentagePath", path},
               {"Label", text},
               {"ItemReader", unsupported},
               {"ItemBatcher", unsupported},
               {"ResultWriter", unsupported}}}),
  };
  return rules[static_cast<std::size_t>(type)];
}

template <std::size_t size>
using Names = std::array<std::string_view, size>;

constexpr Names<2> kLeave = {"Next", "End"};
constexpr Names<2> kTimeout = {"TimeoutSeconds", "TimeoutSecondsPath"};
constexpr Names<2> kHeartbeat = {"HeartbeatSeconds", "HeartbeatSecondsPath"};
constexpr Names<4> kWait = {"Seconds", "SecondsPath", "Timestamp", "TimestampPath"};
constexpr Names<2> kError = {"Error", "ErrorPath"};
constexpr Names<2> kCause = {"Cause", "CausePath"};
constexpr Names<2> kProcessor = {"ItemProcessor", "Iterator"};
constexpr Names<2> kSelector = {"ItemSelector", "Parameters"};
constexpr Names<2> kConcurrency = {"MaxConcurrency", "MaxConcurrencyPath"};
constexpr Names<2> kFailureCount = {"ToleratedFailureCount", "ToleratedFailureCountPath"};
constexpr Names<2> kFailurePercentage = {"ToleratedFailurePercentage",
                                         "ToleratedFailurePercentagePath"};

constexpr std::array kTaskGroups = {FieldGroup{kLeave, true}, FieldGroup{kTimeout},
                                    FieldGroup{kHeartbeat}};
constexpr std::array kPassGroups = {FieldGroup{kLeave, true}};
constexpr std::array kWaitGroups = {FieldGroup{kLeave, true}, FieldGroup{kWait, true}};
constexpr std::array kFailGroups = {FieldGroup{kError}, FieldGroup{kCause}};
constexpr std::array kMapGroups = {FieldGroup{kLeave, true},  FieldGroup{kProcessor, true},
                                   FieldGroup{kSelector},     FieldGroup{kConcurrency},
                                   FieldGroup{kFailureCount}, FieldGroup{kFailurePercentage}};

}  // namespace

std::optional<StateType> parse_state_type(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (kTypes[i] == name) return static_cast<StateType>(i);
  }
  return std::nullopt;
}

std::string_view to_string(StateType type) noexcept {
  return kTypes[static_cast<std::size_t>(type)];
}

std::span<FieldRule const> fields_of(StateType type) noexcept { return rules_of(type); }

std::span<FieldGroup const> groups_of(StateType type) noexcept {
  switch (type) {
    case StateType::task:
      return kTaskGroups;
    case StateType::pass:
    case StateType::parallel:
      return kPassGroups;
    case StateType::wait:
      return kWaitGroups;
    case StateType::fail:
      return kFailGroups;
    case StateType::map:
      return kMapGroups;
    case StateType::choice:
    case StateType::succeed:
      break;
  }
  return {};
}

std::span<FieldRule const> fields_of_machine() noexcept {
  static std::array<FieldRule, 6> const rules = {{{"Comment", text},
                                                  {"QueryLanguage", query_language},
                                                  {"Version", text},
                                                  {"TimeoutSeconds", seconds},
                                                  {"StartAt", state_name, true},
                                                  {"States", states, true}}};
  return rules;
}

std::span<FieldRule const> fields_of_branch() noexcept {
  static std::array<FieldRule, 4> const rules = {{{"Comment", text},
                                                  {"QueryLanguage", query_language},
                                                  {"StartAt", state_name, true},
                                                  {"States", states, true}}};
  return rules;
}

std::span<FieldRule const> fields_of_processor() noexcept {
  static std::array<FieldRule, 5> const rules = {{{"Comment", text},
                                                  {"QueryLanguage", query_language},
                                                  {"ProcessorConfig", object},
                                                  {"StartAt", state_name, true},
                                                  {"States", states, true}}};
  return rules;
}

}  // namespace helio::asl
