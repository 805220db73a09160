// Analysis: everything that was found in one picture, in Amazon Rekognition's own shapes and names
// (botocore's `rekognition` service model; field names in comments where ours differ by case only).
//
// Confidences are 0..100. Geometry is in fractions of the upright picture: 0..1, origin top-left.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace helio::vision {

struct BoundingBox {
  double left = 0, top = 0, width = 0, height = 0;
};

struct Point {
  double x = 0, y = 0;
};

struct DominantColor {
  std::array<std::uint8_t, 3> rgb{};
  std::string css_color;         // the nearest CSS colour name, "darkslategray"
  std::string simplified_color;  // one of twelve: black, blue, brown, green, grey, orange, pink, …
  double pixel_percent = 0;
};

struct Instance {
  BoundingBox box;
  double confidence = 0;
  std::vector<DominantColor> dominant_colors;
};

struct Label {
  std::string name;
  double confidence = 0;
  std::vector<Instance> instances;
  std::vector<std::string> parents, aliases, categories;
};

struct Flag {  // Smile, EyesOpen, MouthOpen: a value and how sure
  bool value = false;
  double confidence = 0;
};

struct Landmark {
  std::string type;  // Rekognition's LandmarkType: "eyeLeft", …
  Point point;
};

struct Emotion {
  std::string type;  // Rekognition's EmotionName: "HAPPY", …
  double confidence = 0;
};

struct FaceDetail {
  BoundingBox box;
  double confidence = 0;
  std::vector<Landmark> landmarks;
  double roll_deg = 0, yaw_deg = 0, pitch_deg = 0;
  double brightness = 0, sharpness = 0;  // 0..100
  // Absent where the face is too small for an honest answer (docs/models.md).
  std::optional<int> age_low, age_high;
  std::optional<std::string> gender;  // "Male", "Female"
  double gender_confidence = 0;
  std::vector<Emotion> emotions;  // best first
  std::optional<Flag> smile, eyes_open, mouth_open;
  std::vector<float> vector;  // unit length, for comparison by dot product; not in the JSON
};

struct TextDetection {
  std::string text;
  bool is_line = true;  // LINE or WORD
  int id = 0;
  std::optional<int> parent_id;  // of a WORD: its LINE
  double confidence = 0;
  BoundingBox box;
  std::array<Point, 4> polygon{};  // top-left, top-right, bottom-right, bottom-left as read
};

struct ModerationLabel {
  std::string name, parent_name;  // taxonomy v7; parent empty at level 1
  int level = 1;
  double confidence = 0;
};

struct Quality {
  double brightness = 0, sharpness = 0, contrast = 0;  // 0..100
};

struct ImageProperties {
  Quality quality;
  std::vector<DominantColor> dominant_colors;
  Quality foreground, background;
  std::vector<DominantColor> foreground_colors, background_colors;
};

struct Analysis {
  std::vector<Label> labels;
  std::vector<FaceDetail> faces;
  std::vector<TextDetection> text;
  std::vector<ModerationLabel> moderation;
  std::optional<ImageProperties> properties;
  std::map<std::string, double> timings_ms;   // step -> wall-clock milliseconds
  std::map<std::string, std::string> models;  // model -> version, of those that ran
};

}  // namespace helio::vision
