// Limits: what is refused before a pixel is decoded. Each has its own error name.
#pragma once

#include <cstdint>

namespace helio::image {

struct Limits {
  std::uint64_t bytes_max = 15'000'000;    // "ImageTooLarge"
  std::uint64_t pixels_max = 100'000'000;  // "ImageTooManyPixels"
  int side_px_max = 10'000;                // "ImageSideTooLong"
  int frames_max = 1'000;                  // "ImageTooManyFrames": GIF, animated WebP, TIFF pages
  int decode_ms_max = 10'000;              // "ImageDecodeTimeout"
};

}  // namespace helio::image
