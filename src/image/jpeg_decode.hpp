// Plain JPEG by libjpeg-turbo itself: grey and YCbCr whose colours are sRGB, nearly every photo.
//
// libvips reads these too, but at a third more CPU for 2 MP, and it cannot be stopped while it
// collects the scans of a progressive file; here the clock is looked at between rows of each scan.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "image/decode.hpp"

namespace helio::image {

// Not turned; shrunk by 1, 2, 4 or 8 while the longer side stays >= options.side_px_max.
// nullopt: a JPEG of another kind (CMYK, a colour profile other than sRGB), which vips_decode()
// reads. Errors: invalid_argument "ImageTruncated", "InvalidImageFormat", timed_out
// "ImageDecodeTimeout".
[[nodiscard]] Result<std::optional<Pixels>> jpeg_decode(BytesView bytes,
                                                        DecodeOptions const& options,
                                                        Clock::Monotonic deadline);

}  // namespace helio::image
