// ImageAnalyzer: Amazon Rekognition behind the port: DetectLabels (with image properties),
// DetectFaces (ALL), DetectText and DetectModerationLabels, side by side.
//
// JPEG and PNG go as they are: by their place in S3 (`from_s3`, up to kObjectBytesMax), or as bytes
// up to kImageBytesMax. Anything else, WebP, AVIF, HEIC, GIF, BMP, TIFF or too large, is decoded
// and goes as a JPEG, which may be smaller than the picture; geometry is in fractions, so it stays
// true.
//
// Output   as Rekognition answered it; `models` has "rekognition-labels", "rekognition-text" and
//          "rekognition-moderation" with the versions that it told; `timings_ms` one per call.
// Errors   the port's; Rekognition's by their names ("ThrottlingException",
//          "InvalidImageFormatException", …): of several that fail the first in the order above.
// Threads  callable from any; each call uses four threads while it waits.
#pragma once

#include "adapters/awscloud/client.hpp"
#include "base/clock.hpp"
#include "functions/image_analyzer.hpp"
#include "image/limits.hpp"
#include "objects/object_store.hpp"

namespace helio::awscloud {

inline constexpr std::uint64_t kImageBytesMax = 5'242'880;    // sent within a call
inline constexpr std::uint64_t kObjectBytesMax = 15'728'640;  // looked at in S3

struct ImageAnalyzerOptions {
  bool from_s3 = false;  // the objects are in S3, of Rekognition's own region, and it may read them
  double label_confidence_min = 55;  // 0..100
  int labels_max = 100;
  double moderation_confidence_min = 50;  // 0..100
  image::Limits limits;                   // of pictures that are decoded here
};

class ImageAnalyzer final : public functions::ImageAnalyzer {
 public:
  // All outlive the analyzer.
  ImageAnalyzer(Client& client, objects::ObjectStore& objects, Clock const& clock,
                ImageAnalyzerOptions options = {})
      : client_(client), objects_(objects), clock_(clock), options_(options) {}

  Result<functions::ImageAnalysis> analyze(functions::ImageLocation const& image) override;

 private:
  [[nodiscard]] Result<Json> image_of(functions::ImageLocation const& image);

  Client& client_;
  objects::ObjectStore& objects_;
  Clock const& clock_;
  const ImageAnalyzerOptions options_;
};

}  // namespace helio::awscloud
