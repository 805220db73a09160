// The functions that may end a path.
#include <algorithm>
#include <array>
#include <cmath>

#include "asl/json_path.hpp"
#include "asl/json_path_program.hpp"

namespace helio::asl {
namespace {

struct NamedFunction {
  std::string_view name;
  PathFunction function;
};

constexpr std::array kFunctions{
    NamedFunction{"length", PathFunction::length}, NamedFunction{"size", PathFunction::size},
    NamedFunction{"keys", PathFunction::keys},     NamedFunction{"min", PathFunction::min},
    NamedFunction{"max", PathFunction::max},       NamedFunction{"avg", PathFunction::avg},
    NamedFunction{"sum", PathFunction::sum},       NamedFunction{"stddev", PathFunction::stddev},
    NamedFunction{"first", PathFunction::first},   NamedFunction{"last", PathFunction::last},
    NamedFunction{"index", PathFunction::index}};

tl::unexpected<Error> misfit(PathProgram const& path, std::string_view sentence) {
  return fail(Errc::invalid_argument, "PathFailed",
              std::string(sentence) + " in path '" + path.text + "'");
}

Result<Json> element(PathProgram const& path, Json const& array, std::int64_t index) {
  if (!array.is_array()) return misfit(path, "The function expects an array");
  auto const size = static_cast<std::int64_t>(array.size());
  std::int64_t const at = index < 0 ? index + size : index;
  if (at < 0 || at >= size) return misfit(path, "The array has no such element");
  return array[static_cast<std::size_t>(at)];
}

Result<Json> aggregate(PathProgram const& path, Json const& array) {
  std::vector<double> numbers;
  if (array.is_array()) {
    for (Json const& value : array) {
      if (value.is_number()) numbers.push_back(value.get<double>());
    }
  }
  if (numbers.empty()) {
    return misfit(path, "Aggregation function attempted to calculate value using empty array");
  }
  double sum = 0;
  double squares = 0;
  for (double const number : numbers) {
    sum += number;
    squares += number * number;
  }
  auto const count = static_cast<double>(numbers.size());
  switch (*path.function) {
    case PathFunction::min:
      return *std::min_element(numbers.begin(), numbers.end());
    case PathFunction::max:
      return *std::max_element(numbers.begin(), numbers.end());
    case PathFunction::avg:
      return sum / count;
    case PathFunction::stddev:
      return std::sqrt(std::max(0.0, squares / count - sum * sum / count / count));
    default:
      return sum;
  }
}

}  // namespace

std::optional<PathFunction> function_named(std::string_view name) noexcept {
  for (auto const& [known, function] : kFunctions) {
    if (known == name) return function;
  }
  return std::nullopt;
}

Result<Json> apply_function(PathProgram const& path, Json const& value) {
  switch (*path.function) {
    case PathFunction::length:
    case PathFunction::size:
      return value.is_structured() ? Json(value.size()) : Json(nullptr);
    case PathFunction::keys: {
      if (!value.is_object()) return Json(nullptr);
      Json keys = Json::array();
      for (auto const& [key, member] : value.items()) keys.push_back(key);
      return keys;
    }
    case PathFunction::first:
      return element(path, value, 0);
    case PathFunction::last:
      return element(path, value, -1);
    case PathFunction::index:
      return element(path, value, path.function_argument);
    default:
      return aggregate(path, value);
  }
}

}  // namespace helio::asl
