#include <algorithm>
#include <string>
#include <unordered_set>

#include "asl/intrinsic_table.hpp"

namespace helio::asl::intrinsics {
namespace {

tl::unexpected<Error> no_array() {
  return intrinsic_failure("The first argument must be an array.");
}

}  // namespace

Result<Json> array(std::span<Json const> arguments, Random&) {
  Json all = Json::array();
  for (Json const& argument : arguments) all.push_back(argument);
  return all;
}

Result<Json> array_contains(std::span<Json const> arguments, Random&) {
  Json const& all = arguments[0];
  if (!all.is_array()) return no_array();
  return std::find(all.begin(), all.end(), arguments[1]) != all.end();
}

Result<Json> array_get_item(std::span<Json const> arguments, Random&) {
  Json const& all = arguments[0];
  if (!all.is_array()) return no_array();
  auto const index = whole_number(arguments[1], "The index");
  if (!index) return tl::unexpected(index.error());
  if (*index < 0 || static_cast<std::size_t>(*index) >= all.size()) {
    return intrinsic_failure("The index " + std::to_string(*index) +
                             " is outside the array, which has " + std::to_string(all.size()) +
                             " elements.");
  }
  return all[static_cast<std::size_t>(*index)];
}

Result<Json> array_length(std::span<Json const> arguments, Random&) {
  if (!arguments[0].is_array()) return no_array();
  return arguments[0].size();
}

Result<Json> array_partition(std::span<Json const> arguments, Random&) {
  Json const& all = arguments[0];
  if (!all.is_array()) return no_array();
  auto const size = whole_number(arguments[1], "The size of a part");
  if (!size) return tl::unexpected(size.error());
  if (*size < 1) return intrinsic_failure("The size of a part must be positive.");
  Json parts = Json::array();
  for (Json const& value : all) {
    if (parts.empty() || parts.back().size() == static_cast<std::size_t>(*size)) {
      parts.push_back(Json::array());
    }
    parts.back().push_back(value);
  }
  return parts;
}

Result<Json> array_range(std::span<Json const> arguments, Random&) {
  auto const first = whole_number(arguments[0], "The first value");
  if (!first) return tl::unexpected(first.error());
  auto const last = whole_number(arguments[1], "The last value");
  if (!last) return tl::unexpected(last.error());
  auto const step = whole_number(arguments[2], "The step");
  if (!step) return tl::unexpected(step.error());
  if (*step == 0) return intrinsic_failure("The step must not be 0.");
  Json range = Json::array();
  for (std::int64_t at = *first; *step > 0 ? at <= *last : at >= *last; at += *step) {
    if (range.size() == kRangeElementsMax) {
      return intrinsic_failure("The range has more than " + std::to_string(kRangeElementsMax) +
                               " elements.");
    }
    range.push_back(at);
  }
  return range;
}

Result<Json> array_unique(std::span<Json const> arguments, Random&) {
  if (!arguments[0].is_array()) return no_array();
  std::unordered_set<std::string> seen;
  Json unique = Json::array();
  for (Json const& value : arguments[0]) {
    if (seen.insert(value.dump()).second) unique.push_back(value);
  }
  return unique;
}

}  // namespace helio::asl::intrinsics
