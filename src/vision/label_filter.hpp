// filter_labels(): which of the labels found are reported, by DetectLabels' own request members
// (MinConfidence, MaxLabels, Settings.GeneralLabels).
//
// Names compare exactly, as in Rekognition. Inclusion comes first, then exclusion; a label passes
// an inclusion filter by its name or by one of its categories.
// Threads  pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "vision/analysis.hpp"

namespace helio::vision {

struct LabelFilter {
  double confidence_min = 55;    // MinConfidence, 0..100; instances below it go too
  std::size_t labels_max = 100;  // MaxLabels: the most confident
  // Empty: no such filter.
  std::vector<std::string> include_labels, include_categories, exclude_labels, exclude_categories;
};

// Keeps the order, which is best first.
[[nodiscard]] std::vector<Label> filter_labels(std::vector<Label> labels,
                                               LabelFilter const& filter = {});

}  // namespace helio::vision
