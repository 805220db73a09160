#include "vision/analysis_json.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

double rounded(double value, double parts) { return std::round(value * parts) / parts; }
double percent(double value) { return rounded(value, 1e4); }
double fraction(double value) { return rounded(value, 1e6); }

Json box_json(BoundingBox const& box) {
  return {{"Width", fraction(box.width)},
          {"Height", fraction(box.height)},
          {"Left", fraction(box.left)},
          {"Top", fraction(box.top)}};
}

Json colour_json(DominantColor const& colour) {
  auto const [red, green, blue] = colour.rgb;
  std::array<char, 8> hex{};
  std::snprintf(hex.data(), hex.size(), "#%02x%02x%02x", red, green, blue);
  return {{"Red", red},
          {"Blue", blue},
          {"Green", green},
          {"HexCode", hex.data()},
          {"CSSColor", colour.css_color},
          {"SimplifiedColor", colour.simplified_color},
          {"PixelPercent", percent(colour.pixel_percent)}};
}

template <typename Items, typename Function>
Json list(Items const& items, Function const& one) {
  Json array = Json::array();
  for (auto const& item : items) array.push_back(one(item));
  return array;
}

// Rekognition wraps each name in an object of its own: [{"Name": "Animal"}].
Json names_json(std::vector<std::string> const& names) {
  return list(names, [](std::string const& name) { return Json{{"Name", name}}; });
}

Json instance_json(Instance const& instance) {
  return {{"BoundingBox", box_json(instance.box)},
          {"Confidence", percent(instance.confidence)},
          {"DominantColors", list(instance.dominant_colors, colour_json)}};
}

Json label_json(Label const& label) {
  return {{"Name", label.name},
          {"Confidence", percent(label.confidence)},
          {"Instances", list(label.instances, instance_json)},
          {"Parents", names_json(label.parents)},
          {"Aliases", names_json(label.aliases)},
          {"Categories", names_json(label.categories)}};
}

Json flag_json(Flag const& flag) {
  return {{"Value", flag.value}, {"Confidence", percent(flag.confidence)}};
}

Json landmark_json(Landmark const& landmark) {
  return {{"Type", landmark.type},
          {"X", fraction(landmark.point.x)},
          {"Y", fraction(landmark.point.y)}};
}

Json emotion_json(Emotion const& emotion) {
  return {{"Type", emotion.type}, {"Confidence", percent(emotion.confidence)}};
}

Json face_json(FaceDetail const& face) {
  Json json = {{"BoundingBox", box_json(face.box)}};
  if (face.age_low && face.age_high) {
    json["AgeRange"] = {{"Low", *face.age_low}, {"High", *face.age_high}};
  }
  if (face.smile) json["Smile"] = flag_json(*face.smile);
  if (face.gender) {
    json["Gender"] = {{"Value", *face.gender}, {"Confidence", percent(face.gender_confidence)}};
  }
  if (face.eyes_open) json["EyesOpen"] = flag_json(*face.eyes_open);
  if (face.mouth_open) json["MouthOpen"] = flag_json(*face.mouth_open);
  if (!face.emotions.empty()) json["Emotions"] = list(face.emotions, emotion_json);
  json["Landmarks"] = list(face.landmarks, landmark_json);
  json["Pose"] = {{"Roll", percent(face.roll_deg)},
                  {"Yaw", percent(face.yaw_deg)},
                  {"Pitch", percent(face.pitch_deg)}};
  json["Quality"] = {{"Brightness", percent(face.brightness)},
                     {"Sharpness", percent(face.sharpness)}};
  json["Confidence"] = percent(face.confidence);
  return json;
}

Json point_json(Point const& point) { return {{"X", fraction(point.x)}, {"Y", fraction(point.y)}}; }

Json detection_json(TextDetection const& text) {
  Json json = {
      {"DetectedText", text.text}, {"Type", text.is_line ? "LINE" : "WORD"}, {"Id", text.id}};
  if (text.parent_id) json["ParentId"] = *text.parent_id;
  json["Confidence"] = percent(text.confidence);
  json["Geometry"] = {{"BoundingBox", box_json(text.box)},
                      {"Polygon", list(text.polygon, point_json)}};
  return json;
}

Json verdict_json(ModerationLabel const& label) {
  return {{"Confidence", percent(label.confidence)},
          {"Name", label.name},
          {"ParentName", label.parent_name},
          {"TaxonomyLevel", label.level}};
}

Json quality_json(Quality const& quality) {
  return {{"Brightness", percent(quality.brightness)},
          {"Sharpness", percent(quality.sharpness)},
          {"Contrast", percent(quality.contrast)}};
}

Json ground_json(Quality const& quality, std::vector<DominantColor> const& colours) {
  return {{"Quality", quality_json(quality)}, {"DominantColors", list(colours, colour_json)}};
}

}  // namespace

Json labels_json(std::span<Label const> labels) { return list(labels, label_json); }

Json faces_json(std::span<FaceDetail const> faces) { return list(faces, face_json); }

Json text_json(std::span<TextDetection const> text) { return list(text, detection_json); }

Json moderation_json(std::span<ModerationLabel const> labels) { return list(labels, verdict_json); }

Json properties_json(ImageProperties const& properties) {
  return {{"Quality", quality_json(properties.quality)},
          {"DominantColors", list(properties.dominant_colors, colour_json)},
          {"Foreground", ground_json(properties.foreground, properties.foreground_colors)},
          {"Background", ground_json(properties.background, properties.background_colors)}};
}

Json analysis_json(Analysis const& analysis) {
  Json json = {{"Labels", labels_json(analysis.labels)},
               {"FaceDetails", faces_json(analysis.faces)},
               {"TextDetections", text_json(analysis.text)},
               {"ModerationLabels", moderation_json(analysis.moderation)}};
  if (analysis.properties) json["ImageProperties"] = properties_json(*analysis.properties);
  json["timings_ms"] = Json::object();
  for (auto const& [step, ms] : analysis.timings_ms) json["timings_ms"][step] = percent(ms);
  json["models"] = Json::object();
  for (auto const& [name, version] : analysis.models) json["models"][name] = version;
  return json;
}

}  // namespace helio::vision
