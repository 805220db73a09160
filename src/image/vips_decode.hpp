// libvips behind one function: encoded bytes to 8-bit sRGB rows, every failure ours.
//
// libvips is started on first use, with one thread per call and no operation cache. Its error text
// is one buffer for the whole process, so another thread's words may stand in it: it is emptied and
// never shown.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "image/decode.hpp"

namespace helio::image {

// Decodes the first frame, not turned, alpha flattened onto white. Shrinks by whole factors (JPEG:
// 1, 2, 4, 8; WebP: to size) while the longer side stays >= options.side_px_max.
// Errors: as decode(); "InvalidImageFormat" for every codec error.
[[nodiscard]] Result<Pixels> vips_decode(BytesView bytes, Header const& header,
                                         DecodeOptions const& options, Clock::Monotonic deadline);

}  // namespace helio::image
