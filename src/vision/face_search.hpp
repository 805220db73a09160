// FaceSearch: where faces may be in a picture. Candidates, not faces: at the scores that small
// faces get, most of them are something else, and the landmark model decides (faces.cpp).
//
// Errors   those of the model; invalid_argument "InvalidManifest" (a parameter out of its range);
//          unavailable "UnexpectedModelOutput".
// Threads  find() may run concurrently.
// Lifetime the model must outlive the search.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "decoders/blazeface.hpp"
#include "image/pixels.hpp"
#include "vision/model.hpp"

namespace helio::vision {

class FaceSearch {
 public:
  explicit FaceSearch(Model& detector);

  // Boxes and points in pixels of the picture, best first, at most 100. An empty picture has none.
  [[nodiscard]] Result<std::vector<decoders::FaceBox>> find(image::PixelsView picture) const;

 private:
  Model& detector_;
  Result<decoders::BlazeFaceOptions> options_;
  Result<std::vector<decoders::KeyPoint>> anchors_;
};

}  // namespace helio::vision
