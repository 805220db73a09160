// Whether a file ends before its format says it should: what makes "truncated" of "damaged".
#pragma once

#include "base/file.hpp"
#include "image/probe.hpp"

namespace helio::image {

// Looks at the container only: chunks, blocks, strips and boxes that lie past the end, a missing
// end mark. BMP is never cut short here; its decoder knows by itself.
[[nodiscard]] bool is_cut_short(Format format, BytesView bytes);

}  // namespace helio::image
