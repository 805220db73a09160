// The eight EXIF orientations (CIPA DC-008 §4.6.4, tag 0112).
#pragma once

#include "image/pixels.hpp"

namespace helio::image {

// Turns a picture stored with `orientation` (1..8) upright. 5 to 8 swap width and height.
[[nodiscard]] Pixels orient(Pixels stored, int orientation);

}  // namespace helio::image
