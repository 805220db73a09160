// What a header says, as JSON: the member `image` of a result record and of `helio analyze`.
#pragma once

#include <cstdint>
#include <string>

#include "base/json.hpp"
#include "image/probe.hpp"

namespace helio::image {

// {"format","width_px","height_px","size_bytes","sha256","exif":{…}}; of EXIF what is there.
[[nodiscard]] Json header_json(Header const& header, std::uint64_t size_bytes,
                               std::string const& sha256);

}  // namespace helio::image
