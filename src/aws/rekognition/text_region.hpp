// TextRegion: a part of the picture that a caller cares for, a box or a polygon; and how much of a
// word lies in it.
//
// Bounds   kRegionPointsMax points of a polygon. Threads: pure.
#pragma once

#include <array>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "vision/analysis.hpp"

namespace helio::aws::rekognition {

constexpr std::size_t kRegionPointsMax = 100;

// Corners in order, in fractions of the picture; any polygon that does not cross itself.
using TextRegion = std::vector<vision::Point>;

// Of Filters.RegionsOfInterest, validated. Errors: invalid_argument "InvalidParameterException" for
// one that is neither a box nor a polygon, or both, or has no area.
[[nodiscard]] Result<std::vector<TextRegion>> regions_of(Json const& regions_of_interest);

// The share of the word, 0..1.
[[nodiscard]] double share_inside(std::array<vision::Point, 4> const& word,
                                  TextRegion const& region);

}  // namespace helio::aws::rekognition
