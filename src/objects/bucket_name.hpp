// Bucket names by S3's rules: 3 to 63 of a-z, 0-9, hyphen and dot, a letter or digit at both ends,
// no dots side by side, not like an IP address, none of S3's reserved prefixes and suffixes.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace helio::objects {

// Errors: invalid_argument "InvalidBucketName" with the rule that is broken.
[[nodiscard]] Result<void> check_bucket_name(std::string_view name);

}  // namespace helio::objects
