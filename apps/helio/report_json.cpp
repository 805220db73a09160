#include "helio/report_json.hpp"

#include <nlohmann/json.hpp>

#include "image/header_json.hpp"
#include "vision/analysis_json.hpp"

namespace helio::cli {
Json report_json(std::string const& file, vision::ImageReport const& report,
                 vision::Features const& features) {
  Json object = {{"file", file},
                 {"image", image::header_json(report.header, report.size_bytes, report.sha256)}};
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
