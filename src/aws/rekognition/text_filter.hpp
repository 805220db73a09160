// TextFilter: which words of a picture are reported, by DetectText's own request member "Filters";
// and the lines that are made of what is left.
//
// A word stays if it is as sure and as large as WordFilter asks and, where there are regions of
// interest, more than half of it lies in one of them. A line is the words that stay of it; without
// any it goes too. Ids are given anew: lines from 0, then words.
// Threads  pure.
#pragma once

#include <vector>

#include "aws/rekognition/text_region.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "vision/analysis.hpp"

namespace helio::aws::rekognition {

struct TextFilter {
  double confidence_min = 0;             // 0..100
  double height_min = 0, width_min = 0;  // of the word's box, in fractions of the picture
  std::vector<TextRegion> regions = {};  // empty: everywhere
};

// Of the request's "Filters", validated. Errors: those of regions_of().
[[nodiscard]] Result<TextFilter> text_filter_of(Json const& filters);

[[nodiscard]] std::vector<vision::TextDetection> filter_text(
    std::vector<vision::TextDetection> const& found, TextFilter const& filter);

}  // namespace helio::aws::rekognition
