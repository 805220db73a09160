// Boxes of labels (blue hues), faces (green) and lines of text (orange) of a record, to be drawn.
#pragma once

#include <vector>

#include "image/annotate.hpp"
#include "results/record.hpp"

namespace helio::api {

// Members that are not of Rekognition's shapes are passed over; at most 500 marks.
[[nodiscard]] std::vector<image::Mark> marks_of(results::Record const& record, int width_px,
                                                int height_px);

}  // namespace helio::api
