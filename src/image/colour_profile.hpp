// Which embedded ICC profiles need no conversion.
#pragma once

#include "base/file.hpp"

namespace helio::image {

// Nearly every profile in the wild is sRGB under one of its names, and converting sRGB to itself
// costs as much as decoding. True where the profile's text names sRGB (ICC.1:2022 §9.2.41, `desc`).
[[nodiscard]] bool is_srgb_profile(BytesView profile);

}  // namespace helio::image
