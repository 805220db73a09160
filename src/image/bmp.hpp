// BMP: our own reader, because libvips would hand the format to ImageMagick, a far larger target.
//
// Reads OS/2 1.x and 2.x headers and Windows V1 to V5; 1, 4, 8, 16, 24 and 32 bits; palettes, bit
// fields, RLE4 and RLE8; bottom-up and top-down. Embedded JPEG or PNG and OS/2 Huffman are refused.
// Source: "[MS-WMF]" §2.2.2.3 (DeviceIndependentBitmap) and §3.1.6 (RLE).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "image/pixels.hpp"

namespace helio::image {

struct BmpHeader {
  std::uint32_t width_px = 0;
  std::uint32_t height_px = 0;
  bool top_down = false;
  int bits = 0;  // per pixel
  enum class Packing : std::uint8_t { plain, rle8, rle4, fields } packing = Packing::plain;
  std::array<std::uint32_t, 4> masks{};  // red, green, blue, alpha; of `fields`, 16 and 32 bits
  std::uint64_t pixels_at = 0;           // offset of the pixel data
  std::vector<std::array<std::uint8_t, 3>> palette;  // RGB
};

// nullopt where the header is cut, contradicts itself or is of a kind not read here.
[[nodiscard]] std::optional<BmpHeader> read_bmp(BytesView bytes);

// Alpha is flattened onto white. Runs that leave the picture are clipped to it; pixels that no run
// reaches have the palette's first colour.
// Errors: invalid_argument "ImageTruncated", "InvalidImageFormat".
[[nodiscard]] Result<Pixels> decode_bmp(BytesView bytes);

}  // namespace helio::image
