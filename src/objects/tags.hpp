// Tags of objects and buckets: names and values that people give them.
#pragma once

#include <cstddef>

#include "base/result.hpp"
#include "objects/object_info.hpp"

namespace helio::objects {

constexpr std::size_t kObjectTagsMax = 10;
constexpr std::size_t kBucketTagsMax = 50;
constexpr std::size_t kTagNameMax = 128;   // characters
constexpr std::size_t kTagValueMax = 256;  // likewise

// Errors: invalid_argument "InvalidTag" (too long, a name that is empty or begins with "aws:",
// characters other than letters, digits, spaces and + - = . _ : / @), "BadRequest" (too many).
[[nodiscard]] Result<void> check_tags(Metadata const& tags, std::size_t count_max = kObjectTagsMax);

}  // namespace helio::objects
