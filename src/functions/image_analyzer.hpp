// ImageAnalyzer: what is in the picture that an object holds. Rekognition, or the engine in
// process.
//
// Output   in Rekognition's response shapes (vision/analysis_json.hpp), null where not measured.
// Errors   not_found "NoSuchKey", "NoSuchVersion"; those of image::probe() and image::decode() for
// a
//          file that is no good picture; unavailable "InferenceFailed", "ThrottlingException".
// Threads  callable from any; blocks for as long as the analysis takes.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::functions {

struct ImageLocation {
  std::string image_id;
  std::string bucket, key, version_id;  // an empty version: the latest
};

struct ImageAnalysis {
  Json labels, faces, text, moderation, properties;
  Json models;      // {name: version}
  Json timings_ms;  // {step: milliseconds}
};

class ImageAnalyzer {
 public:
  virtual ~ImageAnalyzer() = default;
  [[nodiscard]] virtual Result<ImageAnalysis> analyze(ImageLocation const& image) = 0;
};

}  // namespace helio::functions
