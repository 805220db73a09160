// Goal: what leaves analysis_json() can be read by any AWS SDK.
// Method: one full Analysis against the member names, types and order of the service model, copied
// here as a table; then the members that must be absent when nothing was measured.
#include "vision/analysis_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

Analysis full() {
  Analysis a;
  DominantColor const colour{{1, 171, 3}, "green", "green", 12.34567};
  Instance const instance{{0.1, 0.2, 0.3, 0.4}, 98, {colour}};
  a.labels = {{"Dog", 99.123456, {instance}, {"Animal"}, {"Hound"}, {"Animals and Pets"}}};
  FaceDetail face;
  face.landmarks = {{"eyeLeft", {0.5, 0.25}}};
  face.age_low = 20;
  face.age_high = 30;
  face.gender = "Female";
  face.emotions = {{"HAPPY", 90}};
  face.smile = face.eyes_open = face.mouth_open = Flag{true, 80};
  a.faces = {face};
  TextDetection word{"hi", false, 1, 0, 97, {0, 0, 1, 1}, {}};
  a.text = {word};
  a.moderation = {{"Explicit Nudity", "Explicit", 2, 60}};
  a.properties = ImageProperties{{50, 60, 70}, {colour}, {1, 2, 3}, {4, 5, 6}, {colour}, {colour}};
  a.timings_ms = {{"labels", 21.5}};
  a.models = {{"m", "1"}};
  return a;
}

// "Name:type" per member in order, as the structures of the service model have them.
std::string shape_of(Json const& structure) {
  std::string text;
  for (auto const& [name, value] : structure.items()) {
    if (!text.empty()) text += ' ';
    text += name + ':';
    text += value.is_number_float()     ? "float"
            : value.is_number_integer() ? "integer"
            : value.is_number()         ? "number"
                                        : value.type_name();
  }
  return text;
}

TEST(AnalysisJson, HasTheShapesOfTheServiceModel) {
  struct Row {
    char const* pointer;
    char const* want;
  };
  char const* const colour =
      "Red:integer Blue:integer Green:integer HexCode:string CSSColor:string "
      "SimplifiedColor:string PixelPercent:float";
  char const* const box = "Width:float Height:float Left:float Top:float";
  char const* const flag = "Value:boolean Confidence:float";
  char const* const quality = "Brightness:float Sharpness:float Contrast:float";
  Row const rows[] = {
      {"",
       "Labels:array FaceDetails:array TextDetections:array ModerationLabels:array "
       "ImageProperties:object timings_ms:object models:object"},
      {"/Labels/0",
       "Name:string Confidence:float Instances:array Parents:array Aliases:array "
       "Categories:array"},
      {"/Labels/0/Instances/0", "BoundingBox:object Confidence:float DominantColors:array"},
      {"/Labels/0/Instances/0/BoundingBox", box},
      {"/Labels/0/Instances/0/DominantColors/0", colour},
      {"/Labels/0/Parents/0", "Name:string"},
      {"/Labels/0/Aliases/0", "Name:string"},
      {"/Labels/0/Categories/0", "Name:string"},
      {"/FaceDetails/0",
       "BoundingBox:object AgeRange:object Smile:object Gender:object EyesOpen:object "
       "MouthOpen:object Emotions:array Landmarks:array Pose:object Quality:object "
       "Confidence:float"},
      {"/FaceDetails/0/BoundingBox", box},
      {"/FaceDetails/0/AgeRange", "Low:integer High:integer"},
      {"/FaceDetails/0/Smile", flag},
      {"/FaceDetails/0/Gender", "Value:string Confidence:float"},
      {"/FaceDetails/0/EyesOpen", flag},
      {"/FaceDetails/0/MouthOpen", flag},
      {"/FaceDetails/0/Emotions/0", "Type:string Confidence:float"},
      {"/FaceDetails/0/Landmarks/0", "Type:string X:float Y:float"},
      {"/FaceDetails/0/Pose", "Roll:float Yaw:float Pitch:float"},
      {"/FaceDetails/0/Quality", "Brightness:float Sharpness:float"},
      {"/TextDetections/0",
       "DetectedText:string Type:string Id:integer ParentId:integer Confidence:float "
       "Geometry:object"},
      {"/TextDetections/0/Geometry", "BoundingBox:object Polygon:array"},
      {"/TextDetections/0/Geometry/BoundingBox", box},
      {"/TextDetections/0/Geometry/Polygon/3", "X:float Y:float"},
      {"/ModerationLabels/0",
       "Confidence:float Name:string ParentName:string TaxonomyLevel:integer"},
      {"/ImageProperties",
       "Quality:object DominantColors:array Foreground:object Background:object"},
      {"/ImageProperties/Quality", quality},
      {"/ImageProperties/DominantColors/0", colour},
      {"/ImageProperties/Foreground", "Quality:object DominantColors:array"},
      {"/ImageProperties/Foreground/Quality", quality},
      {"/ImageProperties/Background/DominantColors/0", colour},
      {"/timings_ms", "labels:float"},
      {"/models", "m:string"},
  };
  Json const json = analysis_json(full());
  for (Row const& row : rows) {
    SCOPED_TRACE(row.pointer);
    Json::json_pointer const at(row.pointer);
    ASSERT_TRUE(json.contains(at));
    EXPECT_EQ(shape_of(json.at(at)), row.want);
  }
}

TEST(AnalysisJson, LeavesOutWhatWasNotMeasured) {
  Analysis a;
  a.faces.emplace_back();
  TextDetection line;
  line.text = "hi";
  a.text = {line};
  Json const json = analysis_json(a);
  EXPECT_EQ(shape_of(json),
            "Labels:array FaceDetails:array TextDetections:array ModerationLabels:array "
            "timings_ms:object models:object");
  EXPECT_EQ(shape_of(json["FaceDetails"][0]),
            "BoundingBox:object Landmarks:array Pose:object Quality:object Confidence:float");
  EXPECT_EQ(json["TextDetections"][0]["Type"], "LINE");
  EXPECT_FALSE(json["TextDetections"][0].contains("ParentId"));
}

TEST(AnalysisJson, RoundsWithoutLosingTheFloat) {
  Json const label = labels_json(full().labels)[0];
  EXPECT_EQ(label["Confidence"].dump(), "99.1235");
  EXPECT_EQ(label["Instances"][0]["Confidence"].dump(), "98.0");
  EXPECT_EQ(label["Instances"][0]["DominantColors"][0]["HexCode"], "#01ab03");
}

}  // namespace
}  // namespace helio::vision
