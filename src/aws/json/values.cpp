#include "aws/json/values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/json_members.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::json {
namespace {

// What milliseconds since 1970 may be, so that no conversion overflows: the year 9999 and as far
// back.
constexpr double kSecondsMax = 253'402'300'799;

constexpr std::uint64_t kIntegerMax = std::numeric_limits<std::int64_t>::max();

}  // namespace

Json epoch_seconds(Timestamp time) {
  return static_cast<double>(time.time_since_epoch().count()) / 1000.0;
}

std::optional<Timestamp> time_member(Json const& object, std::string_view name) {
  Json const& value = member(object, name);
  if (value.is_string()) {
    auto const time = parse_rfc3339(value.get_ref<std::string const&>());
    return time ? std::optional(*time) : std::nullopt;
  }
  if (!value.is_number()) return std::nullopt;
  double const seconds = std::clamp(value.get<double>(), -kSecondsMax, kSecondsMax);
  return Timestamp(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

std::optional<double> number_member(Json const& object, std::string_view name) {
  Json const& value = member(object, name);
  return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::optional<std::int64_t> integer_member(Json const& object, std::string_view name) {
  Json const& value = member(object, name);
  if (value.is_number_unsigned()) {
    return static_cast<std::int64_t>(std::min(value.get<std::uint64_t>(), kIntegerMax));
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_number()) return std::nullopt;
  constexpr auto kMost = static_cast<double>(kIntegerMax);
  double const number = value.get<double>();
  if (number >= kMost) return static_cast<std::int64_t>(kIntegerMax);
  return static_cast<std::int64_t>(std::max(number, -kMost));
}

std::optional<int> int_member(Json const& object, std::string_view name) {
  auto const number = integer_member(object, name);
  if (!number) return std::nullopt;
  using Limits = std::numeric_limits<int>;
  return static_cast<int>(std::clamp<std::int64_t>(*number, Limits::min(), Limits::max()));
}

Result<Bytes> blob_of(Json const& value) {
  if (value.is_string()) {
    auto bytes = from_base64(value.get_ref<std::string const&>());
    if (bytes) return bytes;
  }
  return fail(Errc::invalid_argument, "SerializationException",
              "A blob must be a text in base64 (RFC 4648, with padding).");
}

}  // namespace helio::aws::json
