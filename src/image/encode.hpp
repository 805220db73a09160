// Pixels to files: JPEG for previews and thumbnails, PNG where every pixel counts (tests).
// Errors: internal "EncodeFailed". No metadata is written: a preview must not carry a location.
#pragma once

#include "base/file.hpp"
#include "image/pixels.hpp"

namespace helio::image {

[[nodiscard]] Result<Bytes> encode_jpeg(PixelsView pixels, int quality = 85);  // quality 1..100
[[nodiscard]] Result<Bytes> encode_png(PixelsView pixels);

// Shrunk so that the longer side is at most `side_px_max`; smaller pictures stay as they are.
[[nodiscard]] Pixels thumbnail(PixelsView pixels, int side_px_max = 256);

}  // namespace helio::image
