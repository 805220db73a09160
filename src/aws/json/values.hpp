// Values as AWS's JSON has them: blobs in base64, times in seconds since 1970.
#pragma once

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
// Errors: invalid_argument "SerializationException".
[[nodiscard]] Result<Bytes> blob_of(Json const& value);

}  // namespace helio::aws::json
