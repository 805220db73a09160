// Dominant colours: the few colours that a picture, or a part of it, is mostly made of.
//
// Colours are compared in OKLab (Ottosson, "A perceptual color space for image processing", 2020),
// where equal distances look equally different: similar shades are joined, and every colour has the
// CSS name that looks nearest.
// Cost     at most 48 x 48 pixels are looked at, whatever the size: a fraction of a millisecond.
// Threads  pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "image/pixels.hpp"
#include "vision/analysis.hpp"

namespace helio::vision {

using Rgb = std::array<std::uint8_t, 3>;

constexpr std::size_t kColoursMax = 12;  // as many as Rekognition gives at most

// Most frequent first; colours of less than 1 % of the pixels are left out, so that the percents
// may add up to less than 100. An empty picture has none.
[[nodiscard]] std::vector<DominantColor> dominant_colours(image::PixelsView picture,
                                                          std::size_t colours_max = kColoursMax);

// The same of pixels that are already picked.
[[nodiscard]] std::vector<DominantColor> dominant_colours(std::span<Rgb const> pixels,
                                                          std::size_t colours_max = kColoursMax);

// The CSS colour that looks nearest: "darkslategray".
[[nodiscard]] std::string_view css_name(Rgb rgb);

// One of twelve words: black, blue, brown, cyan, green, grey, orange, pink, purple, red, white,
// yellow. Rekognition documents their number, not its words or their borders: these are ours.
[[nodiscard]] std::string_view simple_name(Rgb rgb);

}  // namespace helio::vision
