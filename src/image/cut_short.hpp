// Whether a file ends before its format says it should: what makes "truncated" of "damaged".
#pragma once

#include "base/file.hpp"
#include "image/probe.hpp"

namespace helio::image {

// Looks at the container only: chunks, blocks, strips and boxes that lie past the end, a missing
// end mark. JPEG and BMP are never cut short here; their decoders know by themselves.
[[nodiscard]] bool is_cut_short(Format format, BytesView bytes);

}  // namespace helio::image
