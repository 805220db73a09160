// The intrinsic functions: one table of names, numbers of arguments and what computes them.
// Inside src/asl only.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "asl/scope.hpp"
#include "base/result.hpp"

namespace helio::asl {

struct IntrinsicFunction {
  std::string_view name;
  std::size_t arguments_min, arguments_max;
  Result<Json> (*call)(std::span<Json const> arguments, Random& random);
};

inline constexpr std::size_t kManyArguments = 1000;
inline constexpr std::size_t kRangeElementsMax = 1000;  // AWS's limits
inline constexpr std::size_t kCodedCharactersMax = 10'000;
inline constexpr std::size_t kFormattedBytesMax = 1U << 20U;

// nullptr where there is none of the name.
[[nodiscard]] IntrinsicFunction const* intrinsic_named(std::string_view name) noexcept;

// What a function answers to arguments it cannot take; the call adds its own text.
[[nodiscard]] inline tl::unexpected<Error> intrinsic_failure(std::string why) {
  return fail(Errc::invalid_argument, "States.IntrinsicFailure", std::move(why));
}

// A number as the functions take them: rounded half up, in 32 bits.
[[nodiscard]] Result<std::int64_t> whole_number(Json const& value, std::string_view what);

namespace intrinsics {

// intrinsic_arrays.cpp
Result<Json> array(std::span<Json const> arguments, Random& random);
Result<Json> array_contains(std::span<Json const> arguments, Random& random);
Result<Json> array_get_item(std::span<Json const> arguments, Random& random);
Result<Json> array_length(std::span<Json const> arguments, Random& random);
Result<Json> array_partition(std::span<Json const> arguments, Random& random);
Result<Json> array_range(std::span<Json const> arguments, Random& random);
Result<Json> array_unique(std::span<Json const> arguments, Random& random);

// intrinsic_json.cpp
Result<Json> json_merge(std::span<Json const> arguments, Random& random);
Result<Json> json_to_string(std::span<Json const> arguments, Random& random);
Result<Json> string_to_json(std::span<Json const> arguments, Random& random);

// intrinsic_numbers.cpp
Result<Json> math_add(std::span<Json const> arguments, Random& random);
Result<Json> math_random(std::span<Json const> arguments, Random& random);

// intrinsic_texts.cpp
Result<Json> base64_decode(std::span<Json const> arguments, Random& random);
Result<Json> base64_encode(std::span<Json const> arguments, Random& random);
Result<Json> format(std::span<Json const> arguments, Random& random);
Result<Json> hash(std::span<Json const> arguments, Random& random);
Result<Json> string_split(std::span<Json const> arguments, Random& random);
Result<Json> uuid(std::span<Json const> arguments, Random& random);

}  // namespace intrinsics
}  // namespace helio::asl
