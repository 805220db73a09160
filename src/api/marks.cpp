#include "api/marks.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "base/json_members.hpp"
#include "image/mark_colours.hpp"

namespace helio::api {
namespace {

using image::Colour;
using image::kFaceColour;
using image::kLabelColours;
using image::kTextColour;

constexpr std::size_t kMarksMax = 500;

float number(Json const& object, std::string_view name) {
  Json const& value = member(object, name);
  return value.is_number() ? value.get<float>() : 0.0f;
}

class Marks {
 public:
  Marks(int width_px, int height_px)
      : width_px_(static_cast<float>(width_px)), height_px_(static_cast<float>(height_px)) {}

  void add_box(Json const& box, std::string caption, Colour colour) {
    if (!box.is_object()) return;
    float const x0 = number(box, "Left");
    float const y0 = number(box, "Top");
    float const x1 = x0 + number(box, "Width");
    float const y1 = y0 + number(box, "Height");
    add({point(x0, y0), point(x1, y0), point(x1, y1), point(x0, y1)}, std::move(caption), colour);
  }

  void add_polygon(Json const& polygon, std::string caption, Colour colour) {
    if (!polygon.is_array() || polygon.size() < 3) return;
    std::vector<image::PointPx> outline;
    for (std::size_t i = 0; i < std::min<std::size_t>(polygon.size(), 8); ++i) {
      outline.push_back(point(number(polygon[i], "X"), number(polygon[i], "Y")));
    }
    add(std::move(outline), std::move(caption), colour);
  }

  std::vector<image::Mark> take() { return std::move(marks_); }

 private:
  [[nodiscard]] image::PointPx point(float x, float y) const {
    // Rekognition's boxes may reach beyond the picture, but not far.
    return {std::clamp(x, -1.0f, 2.0f) * width_px_, std::clamp(y, -1.0f, 2.0f) * height_px_};
  }
  void add(std::vector<image::PointPx> outline, std::string caption, Colour colour) {
    if (marks_.size() < kMarksMax) {
      marks_.push_back({std::move(outline), std::move(caption), colour});
    }
  }

  float const width_px_, height_px_;
  std::vector<image::Mark> marks_;
};

void add_labels(Marks& marks, Json const& labels) {
  std::size_t kind = 0;
  for (Json const& label : labels) {
    Json const& instances = member(label, "Instances");
    if (!instances.is_array() || instances.empty()) continue;
    Colour const colour = kLabelColours[kind++ % kLabelColours.size()];
    for (Json const& instance : instances) {
      marks.add_box(
          member(instance, "BoundingBox"),
          fmt::format("{} {:.0f}%", text_member(label, "Name"), number(instance, "Confidence")),
          colour);
    }
  }
}

std::string face_caption(Json const& face) {
  std::string caption = text_member(member(face, "Gender"), "Value");
  if (caption.empty()) caption = "Face";
  Json const& age = member(face, "AgeRange");
  if (age.is_object()) {
    caption += fmt::format(" {:.0f}-{:.0f}", number(age, "Low"), number(age, "High"));
  }
  Json const& emotions = member(face, "Emotions");
  if (emotions.is_array() && !emotions.empty()) caption += " " + text_member(emotions[0], "Type");
  return caption;
}

}  // namespace

std::vector<image::Mark> marks_of(results::Record const& record, int width_px, int height_px) {
  Marks marks(width_px, height_px);
  if (record.labels.is_array()) add_labels(marks, record.labels);
  if (record.faces.is_array()) {
    for (Json const& face : record.faces) {
      marks.add_box(member(face, "BoundingBox"), face_caption(face), kFaceColour);
    }
  }
  if (record.text.is_array()) {
    for (Json const& line : record.text) {
      if (text_member(line, "Type") != "LINE") continue;
      marks.add_polygon(member(member(line, "Geometry"), "Polygon"),
                        text_member(line, "DetectedText"), kTextColour);
    }
  }
  return marks.take();
}

}  // namespace helio::api
