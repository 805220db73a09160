// Inspector: the member "Image" of a request to what the engine finds in that picture.
//
// Image    {"Bytes": base64} or {"S3Object": {"Bucket","Name","Version"?}}, which the caller's key
//          must be allowed to read. Every format that the engine decodes is taken, not only
//          Rekognition's JPEG and PNG (docs/aws-compatibility.md).
// Errors   Rekognition's: invalid_argument "InvalidParameterException" (no picture, two of them, a
//          side under kSidePxMin), "InvalidImageFormatException", "InvalidS3ObjectException" (not
//          there, or not for this key), too_large "ImageTooLargeException"; exhausted
//          "ProvisionedThroughputExceededException"; internal "InternalServerError".
// Bounds   bytes_max of an image in the request, object_bytes_max of an object; pictures at a time
//          (turnstile.hpp).
// Threads  look() from any number of threads; it blocks. Everything outlives the inspector.
#pragma once

#include <cstdint>
#include <functional>

#include "aws/json/service.hpp"
#include "aws/rekognition/turnstile.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "objects/object_store.hpp"
#include "vision/analyzer.hpp"

namespace helio::aws::rekognition {

constexpr int kSidePxMin = 80;

struct InspectorOptions {
  std::size_t bytes_max = std::size_t{5} << 20U;
  std::uint64_t object_bytes_max = 15'000'000;
  image::Limits limits;
  Turnstile::Options turns;
};

class Inspector {
 public:
  Inspector(vision::Analyze analyze, objects::ObjectStore& objects, InspectorOptions options);

  // `image` is the request's member, validated. Of `wanted` the limits are the inspector's.
  [[nodiscard]] Result<vision::ImageReport> look(Json const& image, json::Caller const& caller,
                                                 vision::AnalyzeOptions wanted);

 private:
  [[nodiscard]] Result<Bytes> bytes_of_image(Json const& image, json::Caller const& caller) const;
  [[nodiscard]] Result<Bytes> bytes_of_object(Json const& object, json::Caller const& caller) const;

  const vision::Analyze analyze_;
  objects::ObjectStore& objects_;
  const InspectorOptions options_;
  Turnstile turnstile_;
};

// What every operation refuses in the same way.
[[nodiscard]] tl::unexpected<Error> invalid_parameter(std::string message);

}  // namespace helio::aws::rekognition
