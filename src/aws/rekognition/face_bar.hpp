// FaceBar: how good a face must be to be compared, by CompareFaces' request member "QualityFilter".
// AWS names the bars and does not publish them; these are ours (docs/aws-compatibility.md).
#pragma once

#include <string_view>

#include "vision/analysis.hpp"

namespace helio::aws::rekognition {

// NONE, AUTO (the same as MEDIUM), LOW, MEDIUM, HIGH; empty counts as NONE.
[[nodiscard]] bool clears_bar(vision::FaceDetail const& face, std::string_view quality_filter);

}  // namespace helio::aws::rekognition
