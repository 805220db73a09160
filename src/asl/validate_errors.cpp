#include <array>

#include "asl/validator.hpp"

namespace helio::asl {
namespace {

constexpr std::array<FieldRule, 7> kRetrier = {{{"ErrorEquals", FieldKind::any, true},
                                                {"Comment", FieldKind::text},
                                                {"IntervalSeconds", FieldKind::seconds},
                                                {"MaxAttempts", FieldKind::any},
                                                {"BackoffRate", FieldKind::any},
                                                {"MaxDelaySeconds", FieldKind::any},
                                                {"JitterStrategy", FieldKind::text}}};

constexpr std::array<FieldRule, 5> kCatcher = {{{"ErrorEquals", FieldKind::any, true},
                                                {"Comment", FieldKind::text},
                                                {"Next", FieldKind::state_name, true},
                                                {"ResultPath", FieldKind::placement},
                                                {"Assign", FieldKind::variables}}};

constexpr std::array<std::string_view, 18> kReserved = {"States.ALL",
                                                        "States.BranchFailed",
                                                        "States.DataLimitExceeded",
                                                        "States.ExceedToleratedFailureThreshold",
                                                        "States.HeartbeatTimeout",
                                                        "States.Http.Socket",
                                                        "States.IntrinsicFailure",
                                                        "States.ItemReaderFailed",
                                                        "States.NoChoiceMatched",
                                                        "States.ParameterPathFailure",
                                                        "States.Permissions",
                                                        "States.QueryEvaluationError",
                                                        "States.ResultPathMatchFailure",
                                                        "States.ResultWriterFailed",
                                                        "States.Runtime",
                                                        "States.TaskFailed",
                                                        "States.Timeout",
                                                        "States.QueueLimitExceeded"};

constexpr double kMaxAttemptsMax = 99'999'999;
constexpr double kMaxDelaySecondsMax = 31'622'400;
constexpr double kBackoffRateMax = 1'000'000;

bool reserved(std::string_view name) {
  for (std::string_view const one : kReserved) {
    if (one == name) return true;
  }
  return false;
}

}  // namespace

void Validator::error_equals(Json const& value, Place const& at, bool last) {
  if (!value.is_array() || value.empty()) {
    return schema(at, "Value must be an array of at least one error name");
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    Json const& name = value[i];
    if (!name.is_string()) {
      schema(at / i, "Value must be a string");
    } else if (name == "States.ALL") {
      if (value.size() > 1) schema(at, "States.ALL must appear alone in ErrorEquals");
      if (!last) schema(at, "States.ALL must be in the last retrier or catcher");
    } else if (name.get_ref<std::string const&>().starts_with("States.") &&
               !reserved(name.get_ref<std::string const&>())) {
      add(Severity::warning, "SCHEMA_VALIDATION_FAILED",
          "Step Functions has no error of this name; names that begin with States. are reserved",
          at / i);
    }
  }
}

void Validator::retry(Json const& value, Place const& at) {
  if (!value.is_array()) return schema(at, "Value must be an array of retriers");
  for (std::size_t i = 0; i < value.size(); ++i) {
    Json const& retrier = value[i];
    Place const here = at / i;
    if (!retrier.is_object()) {
      schema(here, "Value must be an object");
      continue;
    }
    fields(retrier, here, kRetrier);
    for (auto const& [name, given] : retrier.items()) {
      if (name == "ErrorEquals") error_equals(given, here / name, i + 1 == value.size());
      if (name == "MaxAttempts") number(given, 0, kMaxAttemptsMax, true, here / name);
      if (name == "BackoffRate") number(given, 1, kBackoffRateMax, false, here / name);
      if (name == "MaxDelaySeconds") number(given, 1, kMaxDelaySecondsMax, true, here / name);
      if (name == "JitterStrategy" && given.is_string() && given != "FULL" && given != "NONE") {
        schema(here / name, "Value must be FULL or NONE");
      }
    }
  }
}

void Validator::catchers(Json const& value, Place const& at) {
  if (!value.is_array()) return schema(at, "Value must be an array of catchers");
  for (std::size_t i = 0; i < value.size(); ++i) {
    Json const& catcher = value[i];
    Place const here = at / i;
    if (!catcher.is_object()) {
      schema(here, "Value must be an object");
      continue;
    }
    fields(catcher, here, kCatcher);
    target(catcher, "Next", here);
    auto const names = catcher.find("ErrorEquals");
    if (names != catcher.end()) {
      error_equals(*names, here / "ErrorEquals", i + 1 == value.size());
    }
  }
}

}  // namespace helio::asl
