#include <cmath>
#include <limits>

#include "asl/intrinsic_table.hpp"

namespace helio::asl {

Result<std::int64_t> whole_number(Json const& value, std::string_view what) {
  if (!value.is_number()) return intrinsic_failure(std::string(what) + " must be a number.");
  double const rounded = std::floor(value.get<double>() + 0.5);
  if (!(rounded >= std::numeric_limits<std::int32_t>::min() &&
        rounded <= std::numeric_limits<std::int32_t>::max())) {
    return intrinsic_failure(std::string(what) + " must be between -2147483648 and 2147483647.");
  }
  return static_cast<std::int64_t>(rounded);
}

namespace intrinsics {

Result<Json> math_add(std::span<Json const> arguments, Random&) {
  auto const first = whole_number(arguments[0], "The first argument");
  if (!first) return tl::unexpected(first.error());
  auto const second = whole_number(arguments[1], "The second argument");
  if (!second) return tl::unexpected(second.error());
  return *first + *second;
}

Result<Json> math_random(std::span<Json const> arguments, Random& random) {
  auto const start = whole_number(arguments[0], "The start");
  if (!start) return tl::unexpected(start.error());
  auto const end = whole_number(arguments[1], "The end");
  if (!end) return tl::unexpected(end.error());
  if (*start >= *end) return intrinsic_failure("The start must be less than the end.");
  double unit = 0;
  if (arguments.size() == 3) {
    auto const seed = whole_number(arguments[2], "The seed");
    if (!seed) return tl::unexpected(seed.error());
    unit = SeededRandom(static_cast<std::uint64_t>(*seed)).unit();
  } else {
    unit = random.unit();
  }
  return *start + static_cast<std::int64_t>(unit * static_cast<double>(*end - *start));
}

}  // namespace intrinsics
}  // namespace helio::asl
