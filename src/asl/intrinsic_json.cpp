#include "asl/intrinsic_table.hpp"
#include "base/json_dump.hpp"

namespace helio::asl::intrinsics {

// Shallow: a key of both has the second's value. The third argument is there for a deep merge,
// which Step Functions does not do.
Result<Json> json_merge(std::span<Json const> arguments, Random&) {
  if (!arguments[0].is_object() || !arguments[1].is_object()) {
    return intrinsic_failure("The first and the second argument must be objects.");
  }
  if (arguments[2] != Json(false)) {
    return intrinsic_failure(
        "The third argument must be false: only shallow merging is supported.");
  }
  Json merged = arguments[0];
  for (auto const& [key, value] : arguments[1].items()) merged[key] = value;
  return merged;
}

Result<Json> json_to_string(std::span<Json const> arguments, Random&) {
  return dump_json(arguments[0]);
}

// A blank text gives null, as on AWS.
Result<Json> string_to_json(std::span<Json const> arguments, Random&) {
  if (!arguments[0].is_string()) return intrinsic_failure("The argument must be a string.");
  auto const& text = arguments[0].get_ref<std::string const&>();
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return nullptr;
  auto value = parse_json(text);
  if (!value) return intrinsic_failure("The argument is not valid JSON.");
  return value;
}

}  // namespace helio::asl::intrinsics
