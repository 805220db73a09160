#include "vision/face_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace helio::vision {
namespace {

using decoders::KeyPoint;
using decoders::Point3;

// Rows of the canonical face mesh.
enum MeshRow : std::size_t {
  kMouthTop = 0,
  kNoseTip = 1,
  kForehead = 10,
  kLipTopInner = 13,
  kLipBottomInner = 14,
  kMouthBottom = 17,
  kEyeLeftOuter = 33,
  kMouthLeft = 61,
  kInnerMouthLeft = 78,
  kEyeLeftInner = 133,
  kChin = 152,
  kEyeRightOuter = 263,
  kMouthRight = 291,
  kInnerMouthRight = 308,
  kEyeRightInner = 362
};

constexpr std::array<std::size_t, 8> kEyeLeft{33, 160, 159, 158, 133, 153, 145, 144};
constexpr std::array<std::size_t, 8> kEyeRight{362, 385, 386, 387, 263, 373, 374, 380};

struct NamedRow {
  char const* type;
  std::size_t row;
};

constexpr NamedRow kNamedRows[] = {{"mouthLeft", kMouthLeft},
                                   {"mouthRight", kMouthRight},
                                   {"nose", kNoseTip},
                                   {"leftEyeBrowLeft", 70},
                                   {"leftEyeBrowRight", 107},
                                   {"leftEyeBrowUp", 105},
                                   {"rightEyeBrowLeft", 336},
                                   {"rightEyeBrowRight", 300},
                                   {"rightEyeBrowUp", 334},
                                   {"leftEyeLeft", kEyeLeftOuter},
                                   {"leftEyeRight", kEyeLeftInner},
                                   {"leftEyeUp", 159},
                                   {"leftEyeDown", 145},
                                   {"rightEyeLeft", kEyeRightInner},
                                   {"rightEyeRight", kEyeRightOuter},
                                   {"rightEyeUp", 386},
                                   {"rightEyeDown", 374},
                                   {"noseLeft", 98},
                                   {"noseRight", 327},
                                   {"mouthUp", kMouthTop},
                                   {"mouthDown", kMouthBottom},
                                   {"upperJawlineLeft", 127},
                                   {"midJawlineLeft", 58},
                                   {"chinBottom", kChin},
                                   {"midJawlineRight", 288},
                                   {"upperJawlineRight", 356}};

// The line from forehead to chin leans by this much in a face that looks straight ahead: chosen so
// that the nose's place between eyes and mouth gives Rekognition's pitch in its published answers.
constexpr double kLeanDeg = 4.0;

// Rekognition's boxes reach above the mesh, which ends below the hairline, and a little below the
// chin; shares of the mesh's height.
constexpr float kAboveForehead = 0.12F;
constexpr float kBelowChin = 0.03F;

constexpr double kDegrees = 180.0 / std::numbers::pi;

Point3 minus(Point3 a, Point3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
double length(Point3 p) {
  return std::sqrt(double{p.x} * p.x + double{p.y} * p.y + double{p.z} * p.z);
}
double distance(MeshView mesh, std::size_t a, std::size_t b) {
  return length(minus(mesh[a], mesh[b]));
}
// 0 where there is nothing to divide by: a mesh may collapse to a point.
double ratio(double part, double whole) { return whole > 1e-6 ? part / whole : 0; }

Point fraction_of(double x, double y, PictureSize picture) {
  return {std::clamp(x / picture.width_px, 0.0, 1.0), std::clamp(y / picture.height_px, 0.0, 1.0)};
}

Point mean_of(MeshView mesh, std::span<const std::size_t> rows, PictureSize picture) {
  double x = 0;
  double y = 0;
  for (const std::size_t row : rows) {
    x += mesh[row].x;
    y += mesh[row].y;
  }
  auto const count = static_cast<double>(rows.size());
  return fraction_of(x / count, y / count, picture);
}

BoundingBox clipped(double x0, double y0, double x1, double y1, PictureSize picture) {
  const Point low = fraction_of(x0, y0, picture);
  const Point high = fraction_of(x1, y1, picture);
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace

std::vector<Landmark> name_landmarks(MeshView mesh, PictureSize picture) {
  const Point left = mean_of(mesh, kEyeLeft, picture);
  const Point right = mean_of(mesh, kEyeRight, picture);
  // Until an eye model has seen the irises, the pupils are the eyes' centres.
  std::vector<Landmark> landmarks{
      {"eyeLeft", left}, {"eyeRight", right}, {"leftPupil", left}, {"rightPupil", right}};
  for (NamedRow const& named : kNamedRows) {
    landmarks.push_back({named.type, fraction_of(mesh[named.row].x, mesh[named.row].y, picture)});
  }
  return landmarks;
}

std::vector<Landmark> name_landmarks(KeyPoints const& points, PictureSize picture) {
  auto const at = [&](decoders::FacePoint point) {
    return fraction_of(points[point].x, points[point].y, picture);
  };
  return {{"eyeLeft", at(decoders::eye_left)},
          {"eyeRight", at(decoders::eye_right)},
          {"nose", at(decoders::nose_tip)}};
}

FacePose measure_pose(MeshView mesh) {
  const Point3 across = minus(mesh[kEyeRightOuter], mesh[kEyeLeftOuter]);
  const Point3 down = minus(mesh[kChin], mesh[kForehead]);
  return {std::atan2(across.y, across.x) * kDegrees,
          std::atan2(across.z, std::hypot(across.x, across.y)) * kDegrees,
          kLeanDeg - std::atan2(down.z, std::hypot(down.x, down.y)) * kDegrees};
}

FacePose measure_pose(KeyPoints const& points) {
  // Fitted to the mesh's angles on 182 faces, where eye centres are 0.7 of the outer corners apart.
  constexpr double kYawPerEyeDistance = 82;
  constexpr double kPitchAtEyes = 48;
  constexpr double kPitchPerEyeToMouth = 84;
  constexpr double kFurthestDeg = 60;
  const KeyPoint left = points[decoders::eye_left];
  const KeyPoint right = points[decoders::eye_right];
  double const angle = std::atan2(double{right.y} - left.y, double{right.x} - left.x);
  double const eyes = std::hypot(double{right.x} - left.x, double{right.y} - left.y);
  // The nose and the mouth from between the eyes, as the face itself sees them.
  auto const turned = [&](KeyPoint p) {
    const double x = p.x - (double{left.x} + right.x) / 2;
    const double y = p.y - (double{left.y} + right.y) / 2;
    return Point{x * std::cos(angle) + y * std::sin(angle),
                 y * std::cos(angle) - x * std::sin(angle)};
  };
  const Point nose = turned(points[decoders::nose_tip]);
  const Point mouth = turned(points[decoders::mouth_centre]);
  FacePose pose;
  pose.roll_deg = angle * kDegrees;
  pose.yaw_deg = std::clamp(kYawPerEyeDistance * ratio(nose.x - mouth.x / 2, eyes), -kFurthestDeg,
                            kFurthestDeg);
  if (mouth.y > 1e-6) {
    pose.pitch_deg = std::clamp(kPitchAtEyes - kPitchPerEyeToMouth * nose.y / mouth.y,
                                -kFurthestDeg, kFurthestDeg);
  }
  return pose;
}

BoundingBox face_box(MeshView mesh, PictureSize picture) {
  const Point3 up = minus(mesh[kForehead], mesh[kChin]);
  auto const beyond = [&](std::size_t row, float share) {
    return Point3{mesh[row].x + share * up.x, mesh[row].y + share * up.y, 0};
  };
  Point3 low = beyond(kForehead, kAboveForehead);
  Point3 high = low;
  auto const include = [&](Point3 p) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y), 0};
    high = {std::max(high.x, p.x), std::max(high.y, p.y), 0};
  };
  include(beyond(kChin, -kBelowChin));
  for (Point3 const& point : mesh) include(point);
  return clipped(low.x, low.y, high.x, high.y, picture);
}

BoundingBox face_box(decoders::FaceBox const& face, PictureSize picture) {
  float const height = face.y1 - face.y0;
  return clipped(face.x0, face.y0 - kAboveForehead * height, face.x1, face.y1 + kBelowChin * height,
                 picture);
}

FaceSquare face_square(MeshView mesh) {
  const Point3 across = minus(mesh[kEyeRightOuter], mesh[kEyeLeftOuter]);
  float const angle = std::atan2(across.y, across.x);
  float const cosine = std::cos(angle);
  float const sine = std::sin(angle);
  auto const turned = [&](Point3 const& p) {
    return image::PointPx{p.x * cosine + p.y * sine, p.y * cosine - p.x * sine};
  };
  image::PointPx low = turned(mesh.front());
  image::PointPx high = low;
  for (Point3 const& point : mesh) {
    const image::PointPx p = turned(point);
    low = {std::min(low.x_px, p.x_px), std::min(low.y_px, p.y_px)};
    high = {std::max(high.x_px, p.x_px), std::max(high.y_px, p.y_px)};
  }
  float const x = (low.x_px + high.x_px) / 2;
  float const y = (low.y_px + high.y_px) / 2;
  return {{x * cosine - y * sine, x * sine + y * cosine},
          std::max(high.x_px - low.x_px, high.y_px - low.y_px),
          angle};
}

FaceSquare face_square(decoders::FaceBox const& face) {
  const KeyPoint left = face.points[decoders::eye_left];
  const KeyPoint right = face.points[decoders::eye_right];
  return {{(face.x0 + face.x1) / 2, (face.y0 + face.y1) / 2},
          std::max(face.x1 - face.x0, face.y1 - face.y0),
          std::atan2(right.y - left.y, right.x - left.x)};
}

Flag flag_of(double logit) {
  double const yes = 1 / (1 + std::exp(-std::clamp(logit, -40.0, 40.0)));
  return {yes >= 0.5, 100 * std::max(yes, 1 - yes)};
}

Flag mouth_open(MeshView mesh) {
  // The gap between the lips by the mouth's width; teeth begin to show at about this.
  constexpr double kHalfOpen = 0.15;
  constexpr double kPerLogit = 0.035;
  double const gap = ratio(distance(mesh, kLipTopInner, kLipBottomInner),
                           distance(mesh, kInnerMouthLeft, kInnerMouthRight));
  return flag_of((gap - kHalfOpen) / kPerLogit);
}

Flag smile(MeshView mesh, std::optional<double> happy) {
  // Half-way values of a wide mouth and of corners above the lips' middle, found by eye on the
  // same 182 faces; each says little alone. Where there is an emotion model it has as much weight
  // as the two together.
  constexpr double kWidth = 0.61;
  constexpr double kLift = 0.015;
  double const mouth = distance(mesh, kMouthLeft, kMouthRight);
  double const width = ratio(mouth, distance(mesh, kEyeLeftOuter, kEyeRightOuter));
  const Point3 down = minus(mesh[kChin], mesh[kForehead]);
  double const scale = length(down);
  auto const height = [&](std::size_t row) {
    const Point3& p = mesh[row];
    return ratio(-(double{p.x} * down.x + double{p.y} * down.y + double{p.z} * down.z), scale);
  };
  double const corners = (height(kMouthLeft) + height(kMouthRight)) / 2;
  double const lips = (height(kLipTopInner) + height(kLipBottomInner)) / 2;
  double const lift = ratio(corners - lips, mouth);
  double const shape = 40 * (lift - kLift) + 20 * (width - kWidth);
  return flag_of(happy ? shape + 4 * (*happy - 0.5) : 1.5 * shape);
}

}  // namespace helio::vision
