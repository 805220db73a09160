#include "aws/rekognition/face_bar.hpp"

#include <algorithm>
#include <cmath>

namespace helio::aws::rekognition {
namespace {

struct Bar {
  std::string_view name;
  double sharpness_min;   // 0..100
  double brightness_min;  // 0..100; as far from white
  double yaw_deg_max, pitch_deg_max;
};

constexpr Bar kBars[] = {
    {"LOW", 5, 10, 75, 60},
    {"AUTO", 15, 20, 60, 45},
    {"MEDIUM", 15, 20, 60, 45},
    {"HIGH", 40, 30, 35, 25},
};

}  // namespace

bool clears_bar(vision::FaceDetail const& face, std::string_view quality_filter) {
  auto const* const bar = std::ranges::find(kBars, quality_filter, &Bar::name);
  if (bar == std::end(kBars)) return true;
  return face.sharpness >= bar->sharpness_min && face.brightness >= bar->brightness_min &&
         face.brightness <= 100 - bar->brightness_min / 2 &&
         std::abs(face.yaw_deg) <= bar->yaw_deg_max &&
         std::abs(face.pitch_deg) <= bar->pitch_deg_max;
}

}  // namespace helio::aws::rekognition
