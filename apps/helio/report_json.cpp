#include "helio/report_json.hpp"

#include <nlohmann/json.hpp>

#include "vision/analysis_json.hpp"

namespace helio::cli {
namespace {

template <typename T>
void put(Json& object, char const* name, std::optional<T> const& value) {
  if (value) object[name] = *value;
}

void put(Json& object, char const* name, std::string const& value) {
  if (!value.empty()) object[name] = value;
}

Json exif_json(image::Exif const& exif) {
  Json object = Json::object();
  put(object, "camera_make", exif.camera_make);
  put(object, "camera_model", exif.camera_model);
  put(object, "lens_model", exif.lens_model);
  put(object, "software", exif.software);
  put(object, "taken_at", exif.taken_at);
  put(object, "exposure_time_s", exif.exposure_time_s);
  put(object, "f_number", exif.f_number);
  put(object, "focal_length_mm", exif.focal_length_mm);
  put(object, "iso", exif.iso);
  if (exif.gps) {
    Json position = {{"latitude_deg", exif.gps->latitude_deg},
                     {"longitude_deg", exif.gps->longitude_deg}};
    put(position, "altitude_m", exif.gps->altitude_m);
    object["gps"] = std::move(position);
  }
  return object;
}

Json image_json(vision::ImageReport const& report) {
  return {{"format", image::to_string(report.header.format)},
          {"width_px", report.header.width_px},
          {"height_px", report.header.height_px},
          {"size_bytes", report.size_bytes},
          {"sha256", report.sha256},
          {"exif", exif_json(report.header.exif)}};
}

}  // namespace

Json report_json(std::string const& file, vision::ImageReport const& report,
                 vision::Features const& features) {
  Json object = {{"file", file}, {"image", image_json(report)}};
  object.update(vision::analysis_json(report.analysis));
  if (!features.labels) object.erase("Labels");
  if (!features.faces) object.erase("FaceDetails");
  if (!features.text) object.erase("TextDetections");
  if (!features.moderation) object.erase("ModerationLabels");
  return object;
}

Json error_json(std::string const& file, Error const& error) {
  return {{"file", file}, {"error", {{"code", error.name}, {"message", error.message}}}};
}

std::string to_text(Json const& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace helio::cli
