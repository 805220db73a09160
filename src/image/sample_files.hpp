// Pictures and files for the tests of this folder, made in memory.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "image/pixels.hpp"
#include "image/probe.hpp"

namespace helio::image {

// Four quarters: red, green / blue, white.
[[nodiscard]] Pixels four_quarters(int width_px, int height_px);

// Within `tolerance` levels of the colour in every channel.
[[nodiscard]] bool is_near(std::uint8_t const* pixel, std::array<int, 3> rgb, int tolerance);

struct SaveOptions {
  int orientation = 1;  // written where the format has a place for it
  bool lossless = true;
  std::string_view variant;  // alpha, 16-bit, cmyk, grey, palette, p3, interlaced, progressive
};

// Encoded by libvips; any format but BMP.
[[nodiscard]] Bytes saved(PixelsView pixels, Format format, SaveOptions const& options = {});

[[nodiscard]] Bytes as_bytes(std::string_view text);
[[nodiscard]] std::string be16(std::uint32_t value);
[[nodiscard]] std::string be32(std::uint32_t value);
[[nodiscard]] std::string le16(std::uint32_t value);
[[nodiscard]] std::string le32(std::uint32_t value);

}  // namespace helio::image
