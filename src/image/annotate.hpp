// annotate(): boxes and captions over a picture, legible at any size.
//
// Line width and letters grow with the picture; a caption stays inside it, on a plate of the box's
// colour with text that contrasts. Captions are UTF-8.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "image/pixels.hpp"
#include "image/warp.hpp"

namespace helio::image {

struct Mark {
  std::vector<PointPx> outline;          // a closed polygon, 3 points and more; boxes give 4
  std::string caption;                   // may be empty
  std::array<std::uint8_t, 3> colour{};  // RGB
};

// Errors: internal "DrawFailed".
[[nodiscard]] Result<Pixels> annotate(PixelsView pixels, std::span<Mark const> marks);

}  // namespace helio::image
