// TextDetector: the text in one picture, as Rekognition's DetectText: lines in reading order, and
// the words of each.
//
// Steps    where text stands (text_regions.hpp), what it says (text_reading.hpp), its words and its
//          order (text_layout.hpp).
// Output   all LINEs in reading order with ids 0, 1, …, then the WORDs in that order with the ids
//          that follow and their line's id as parent_id. Boxes and polygons lie in the picture; a
//          polygon starts at the corner where reading starts. Confidence is 0..100.
// Errors   those of the models, the first one: no half answers.
// Threads  detect() may run concurrently.
// Lifetime the models must outlive the detector.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "image/pixels.hpp"
#include "vision/analysis.hpp"
#include "vision/model.hpp"
#include "vision/text_regions.hpp"

namespace helio::vision {

class TextDetector {
 public:
  // regions: task text-regions, decoder db-text. lines: task text-lines, decoder ctc.
  // Parameters of their manifests: bin_threshold, box_score_min, unclip_ratio, boxes_max of the
  // first, confidence_min (0..100) of the second; docs/model-packs.md.
  TextDetector(Model& regions, Model& lines);

  [[nodiscard]] Result<std::vector<TextDetection>> detect(image::PixelsView picture) const;

 private:
  Model& regions_;
  Model& lines_;
  TextRegionOptions options_;
  float confidence_min_;
};

}  // namespace helio::vision
