// marks_of(): what a record says was found, as outlines and captions. The record is in
// Rekognition's shapes, whoever made it; what has another shape is left out.
#include <array>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "functions/derived_images.hpp"
#include "functions/members.hpp"

namespace helio::functions {
namespace {

using Colour = std::array<std::uint8_t, 3>;

constexpr std::array<Colour, 6> kLabelColours = {{{30, 119, 180},
                                                  {148, 103, 189},
                                                  {23, 160, 180},
                                                  {86, 105, 200},
                                                  {190, 80, 170},
                                                  {0, 130, 200}}};
constexpr Colour kFaceColour = {40, 160, 60};
constexpr Colour kTextColour = {235, 120, 10};
constexpr std::size_t kMarksMax = 200;

double number(Json const& object, std::string_view name) {
  Json const& value = member(object, name);
  return value.is_number() ? value.get<double>() : 0.0;
}

class Marks {
 public:
  Marks(int width_px, int height_px) : width_px_(width_px), height_px_(height_px) {}

  void add_box(Json const& box, std::string caption, Colour colour) {
    if (!box.is_object()) return;
    double const left = number(box, "Left");
    double const top = number(box, "Top");
    double const right = left + number(box, "Width");
    double const bottom = top + number(box, "Height");
    add({point(left, top), point(right, top), point(right, bottom), point(left, bottom)},
        std::move(caption), colour);
  }
  void add_polygon(Json const& polygon, std::string caption, Colour colour) {
    if (!polygon.is_array() || polygon.size() < 3 || polygon.size() > 16) return;
    std::vector<image::PointPx> outline;
    for (Json const& corner : polygon)
      outline.push_back(point(number(corner, "X"), number(corner, "Y")));
    add(std::move(outline), std::move(caption), colour);
  }
  std::vector<image::Mark> take() { return std::move(marks_); }

 private:
  [[nodiscard]] image::PointPx point(double x, double y) const {
    return {static_cast<float>(x * width_px_), static_cast<float>(y * height_px_)};
  }
  void add(std::vector<image::PointPx> outline, std::string caption, Colour colour) {
    if (marks_.size() < kMarksMax)
      marks_.push_back({std::move(outline), std::move(caption), colour});
  }

  int width_px_, height_px_;
  std::vector<image::Mark> marks_;
};

std::string face_caption(Json const& face) {
  std::string const gender = text_member(member(face, "Gender"), "Value");
  std::string caption = gender.empty() ? "Face" : gender;
  Json const& age = member(face, "AgeRange");
  if (age.is_object()) caption += fmt::format(" {}-{}", number(age, "Low"), number(age, "High"));
  Json const& emotions = member(face, "Emotions");
  if (emotions.is_array() && !emotions.empty()) caption += " " + text_member(emotions[0], "Type");
  return caption;
}

Json const& array_or_nothing(Json const& value) {
  static Json const kNothing = Json::array();
  return value.is_array() ? value : kNothing;
}

}  // namespace

std::vector<image::Mark> marks_of(results::Record const& record, int width_px, int height_px) {
  Marks marks(width_px, height_px);
  std::size_t kind = 0;
  for (Json const& label : array_or_nothing(record.labels)) {
    Json const& instances = array_or_nothing(member(label, "Instances"));
    if (instances.empty()) continue;
    Colour const colour = kLabelColours[kind++ % kLabelColours.size()];
    for (Json const& instance : instances) {
      marks.add_box(
          member(instance, "BoundingBox"),
          fmt::format("{} {:.0f}%", text_member(label, "Name"), number(instance, "Confidence")),
          colour);
    }
  }
  for (Json const& face : array_or_nothing(record.faces)) {
    marks.add_box(member(face, "BoundingBox"), face_caption(face), kFaceColour);
  }
  for (Json const& text : array_or_nothing(record.text)) {
    if (text_member(text, "Type") != "LINE") continue;
    marks.add_polygon(member(member(text, "Geometry"), "Polygon"),
                      text_member(text, "DetectedText"), kTextColour);
  }
  return marks.take();
}

}  // namespace helio::functions
