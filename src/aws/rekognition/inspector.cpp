#include "aws/rekognition/inspector.hpp"

#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/s3/authorize.hpp"
#include "base/json_members.hpp"
#include "image/probe.hpp"

namespace helio::aws::rekognition {
namespace {

tl::unexpected<Error> too_large(std::string message) {
  return fail(Errc::too_large, "ImageTooLargeException", std::move(message));
}

tl::unexpected<Error> no_such_object() {
  return fail(Errc::not_found, "InvalidS3ObjectException",
              "Unable to get object metadata from S3. Check object key, region and/or access "
              "permissions.");
}

// Of a picture that the engine refuses (image/probe.hpp, image/decode.hpp), or that it fails on.
tl::unexpected<Error> picture_error(Error const& error) {
  switch (error.code) {
    case Errc::too_large:
    case Errc::timed_out:
      return too_large(error.message);
    case Errc::invalid_argument:
    case Errc::unsupported:
      return fail(Errc::invalid_argument, "InvalidImageFormatException", error.message);
    default:
      return fail(error.code, "InternalServerError", error.message, error.detail);
  }
}

tl::unexpected<Error> store_error(Error const& error) {
  switch (error.code) {
    case Errc::not_found:
    case Errc::invalid_argument:
      return no_such_object();
    case Errc::too_large:
      return too_large("The object is too large for an image: " + error.message);
    default:
      return fail(error.code, "InternalServerError", error.message, error.detail);
  }
}

}  // namespace

tl::unexpected<Error> invalid_parameter(std::string message) {
  return fail(Errc::invalid_argument, "InvalidParameterException", std::move(message));
}

Inspector::Inspector(vision::Analyze analyze, objects::ObjectStore& objects,
                     InspectorOptions options)
    : analyze_(std::move(analyze)),
      objects_(objects),
      options_(std::move(options)),
      turnstile_(options_.turns) {}

Result<Bytes> Inspector::bytes_of_object(Json const& object, json::Caller const& caller) const {
  objects::ObjectId id{text_member(object, "Bucket"), text_member(object, "Name"), std::nullopt};
  if (id.bucket.empty() || id.key.empty()) {
    return invalid_parameter("An S3Object needs a Bucket and a Name.");
  }
  if (auto version = text_member(object, "Version"); !version.empty()) id.version_id = version;
  if (!s3::allows(caller.identity.grant, s3::Access::read, {id.bucket, id.key})) {
    return no_such_object();
  }
  auto bytes = objects::read_object(objects_, id, options_.object_bytes_max);
  if (!bytes) return store_error(bytes.error());
  return bytes;
}

Result<Bytes> Inspector::bytes_of_image(Json const& image, json::Caller const& caller) const {
  Json const& text = member(image, "Bytes");
  Json const& object = member(image, "S3Object");
  if (text.is_null() == object.is_null()) {
    return invalid_parameter("An Image has either Bytes or an S3Object.");
  }
  if (!object.is_null()) return bytes_of_object(object, caller);
  auto bytes = json::blob_of(text);
  if (bytes && bytes->empty()) return invalid_parameter("The image has no bytes.");
  if (bytes && bytes->size() > options_.bytes_max) {
    return too_large("The image has " + std::to_string(bytes->size()) + " bytes; at most " +
                     std::to_string(options_.bytes_max) +
                     " are taken in a request. Larger ones are taken as S3Object.");
  }
  return bytes;
}

Result<vision::ImageReport> Inspector::look(Json const& image, json::Caller const& caller,
                                            vision::AnalyzeOptions wanted) {
  wanted.limits = options_.limits;
  auto const bytes = bytes_of_image(image, caller);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  auto const header = image::probe(*bytes, wanted.limits);
  if (!header) return picture_error(header.error());
  if (header->width_px < kSidePxMin || header->height_px < kSidePxMin) {
    return invalid_parameter("The image has " + std::to_string(header->width_px) + " x " +
                             std::to_string(header->height_px) + " pixels; each side needs " +
                             std::to_string(kSidePxMin) + ".");
  }
  auto const turn = turnstile_.enter();
  if (!turn) return tl::unexpected<Error>(turn.error());
  auto report = analyze_(*bytes, wanted);
  if (!report) return picture_error(report.error());
  return report;
}

}  // namespace helio::aws::rekognition
