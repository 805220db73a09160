#include "adapters/awscloud/image_analyzer.hpp"

#include <array>
#include <future>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/json_members.hpp"
#include "image/decode.hpp"
#include "image/encode.hpp"

namespace helio::awscloud {
namespace {

constexpr std::uint64_t kSniffBytes = 64;
constexpr std::size_t kAnswerBytesMax = 16U << 20U;

struct Size {
  int side_px_max, quality;
};
// What a picture becomes so that it fits into a call; even noise fits as the last one.
constexpr std::array<Size, 3> kSizes = {{{4096, 90}, {2048, 85}, {1024, 80}}};

bool is_taken(std::optional<image::Format> format) {
  return format == image::Format::jpeg || format == image::Format::png;
}

Result<Bytes> as_jpeg(BytesView file, image::Limits const& limits) {
  Result<Bytes> jpeg;
  for (auto const& [side_px_max, quality] : kSizes) {
    auto const pixels = image::decode(file, {.side_px_max = side_px_max, .limits = limits});
    if (!pixels) return tl::unexpected(pixels.error());
    jpeg = image::encode_jpeg(pixels->view(), quality);
    if (!jpeg || jpeg->size() <= kImageBytesMax) break;
  }
  return jpeg;
}

// Whether Rekognition takes the object as it is.
Result<bool> fits_in_place(objects::ObjectStore& store, objects::ObjectId const& id) {
  auto reader = store.get(id, objects::RangeRequest{0, kSniffBytes - 1});
  if (!reader && reader.error().name == "InvalidRange") return false;  // it has no bytes
  if (!reader) return fail(reader);
  Bytes start(kSniffBytes);
  auto const read = (*reader)->read(start);
  if (!read) return tl::unexpected(read.error());
  return is_taken(image::sniff(BytesView(start).first(*read))) &&
         (*reader)->info().size_bytes <= kObjectBytesMax;
}

struct Timed {
  Result<Json> answer;
  double ms = 0;
};

}  // namespace

// The member Image of every call.
Result<Json> ImageAnalyzer::image_of(functions::ImageLocation const& image) {
  objects::ObjectId id{image.bucket, image.key, std::nullopt};
  if (!image.version_id.empty() && image.version_id != "null") id.version_id = image.version_id;
  if (options_.from_s3) {
    auto const fits = fits_in_place(objects_, id);
    if (!fits) return tl::unexpected(fits.error());
    if (*fits) {
      Json object = {{"Bucket", id.bucket}, {"Name", id.key}};
      if (id.version_id) object["Version"] = *id.version_id;
      return Json{{"S3Object", std::move(object)}};
    }
  }
  auto bytes = objects::read_object(objects_, id, options_.limits.bytes_max);
  if (!bytes) return fail(bytes);
  if (!is_taken(image::sniff(*bytes)) || bytes->size() > kImageBytesMax) {
    bytes = as_jpeg(*bytes, options_.limits);
    if (!bytes) return fail(bytes);
  }
  return Json{{"Bytes", to_base64(*bytes)}};
}

Result<functions::ImageAnalysis> ImageAnalyzer::analyze(functions::ImageLocation const& image) {
  auto const picture = image_of(image);
  if (!picture) return tl::unexpected(picture.error());
  auto const ask = [&](char const* operation, Json input) {
    input["Image"] = *picture;
    auto const start = clock_.now();
    auto answer = client_.json(kRekognition, std::string("RekognitionService.") + operation, input,
                               kAnswerBytesMax);
    return Timed{std::move(answer), elapsed_ms(start, clock_.now())};
  };
  auto faces_asked = std::async(ask, "DetectFaces", Json{{"Attributes", {"ALL"}}});
  auto text_asked = std::async(ask, "DetectText", Json::object());
  auto moderation_asked = std::async(ask, "DetectModerationLabels",
                                     Json{{"MinConfidence", options_.moderation_confidence_min}});
  Timed const labels = ask("DetectLabels", {{"Features", {"GENERAL_LABELS", "IMAGE_PROPERTIES"}},
                                            {"MinConfidence", options_.label_confidence_min},
                                            {"MaxLabels", options_.labels_max}});
  Timed const faces = faces_asked.get();
  Timed const text = text_asked.get();
  Timed const moderation = moderation_asked.get();
  for (Timed const* one : {&labels, &faces, &text, &moderation}) {
    if (!one->answer) return tl::unexpected(one->answer.error());
  }
  functions::ImageAnalysis found;
  found.labels = member(*labels.answer, "Labels");
  found.properties = member(*labels.answer, "ImageProperties");
  found.faces = member(*faces.answer, "FaceDetails");
  found.text = member(*text.answer, "TextDetections");
  found.moderation = member(*moderation.answer, "ModerationLabels");
  found.timings_ms = {
      {"labels", labels.ms}, {"faces", faces.ms}, {"text", text.ms}, {"moderation", moderation.ms}};
  found.models = Json::object();
  for (auto const& [name, version] :
       {std::pair("rekognition-labels", text_member(*labels.answer, "LabelModelVersion")),
        std::pair("rekognition-text", text_member(*text.answer, "TextModelVersion")),
        std::pair("rekognition-moderation",
                  text_member(*moderation.answer, "ModerationModelVersion"))}) {
    if (!version.empty()) found.models[name] = version;
  }
  return found;
}

}  // namespace helio::awscloud
