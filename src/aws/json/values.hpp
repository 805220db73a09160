// Values as AWS's JSON has them: blobs in base64, times in seconds since 1970.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::aws::json {

// 1764072000.25
[[nodiscard]] Json epoch_seconds(Timestamp time);
// Of a member that is a number of seconds or, as the workflow's tasks write it, an RFC 3339 text.
// None: absent or null. The member has been validated.
[[nodiscard]] std::optional<Timestamp> time_member(Json const& object, std::string_view name);
// Of members that have been validated. None: absent or null. A number past what an integer holds is
// its nearest; fractions are cut off, as AWS does.
[[nodiscard]] std::optional<double> number_member(Json const& object, std::string_view name);
[[nodiscard]] std::optional<std::int64_t> integer_member(Json const& object, std::string_view name);
[[nodiscard]] std::optional<int> int_member(Json const& object, std::string_view name);
// Errors: invalid_argument "SerializationException".
[[nodiscard]] Result<Bytes> blob_of(Json const& value);

}  // namespace helio::aws::json
