// decode(): one file to upright 8-bit sRGB pixels, shrunk while loading where the codec can.
//
// Alpha is flattened onto white; CMYK, grey, palette and 16-bit become RGB; an animation gives its
// first frame. The longer side of the result is at most `side_px_max`; a smaller image keeps its
// size (nothing is enlarged).
// Errors   those of probe(), and invalid_argument "ImageTruncated", "InvalidImageFormat" (broken
//          pixel data), timed_out "ImageDecodeTimeout". Memory is bounded by the limits.
// Threads  callable from any thread; one call uses one thread.
#pragma once

#include "image/limits.hpp"
#include "image/pixels.hpp"
#include "image/probe.hpp"

namespace helio::image {

struct DecodeOptions {
  int side_px_max = 10'000;  // of the result's longer side
  Limits limits = {};
};

[[nodiscard]] Result<Pixels> decode(BytesView bytes, DecodeOptions const& options = {});

}  // namespace helio::image
