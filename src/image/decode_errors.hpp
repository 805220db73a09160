// The three ways decoding fails, in one wording for every codec.
#pragma once

#include "base/result.hpp"
#include "image/limits.hpp"

namespace helio::image {

[[nodiscard]] Error image_truncated();
[[nodiscard]] Error image_damaged();
[[nodiscard]] Error decode_timeout(Limits const& limits);

}  // namespace helio::image
