#include "vision/face_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include <gtest/gtest.h>

namespace helio::vision {
namespace {

using decoders::Point3;

constexpr PictureSize kPicture{1000, 1000};

// A face that looks straight ahead: a flat disc of points around (500, 500), with the rows that
// the measures use set by hand. Eyes at y 450, mouth at 580, forehead 380, chin 640.
std::vector<Point3> straight() {
  std::vector<Point3> mesh(decoders::FaceMesh::kPoints, {500, 500, 0});
  auto const set = [&](std::size_t row, float x, float y) { mesh[row] = {x, y, 0}; };
  set(10, 500, 380);
  set(152, 500, 640);
  set(127, 400, 450);
  set(356, 600, 450);
  set(33, 430, 450);
  set(133, 470, 450);
  set(362, 530, 450);
  set(263, 570, 450);
  for (std::size_t const row : {160, 159, 158}) set(row, 450, 444);
  for (std::size_t const row : {144, 145, 153}) set(row, 450, 456);
  for (std::size_t const row : {385, 386, 387}) set(row, 550, 444);
  for (std::size_t const row : {373, 374, 380}) set(row, 550, 456);
  set(1, 500, 520);
  set(61, 460, 580);
  set(291, 540, 580);
  set(78, 465, 580);
  set(308, 535, 580);
  set(13, 500, 580);
  set(14, 500, 580);
  return mesh;
}

MeshView view(std::vector<Point3> const& mesh) {
  return MeshView(mesh.data(), decoders::FaceMesh::kPoints);
}

// Turned about (500, 500): `roll` clockwise as seen, `yaw` with the nose to the right, `pitch` up.
std::vector<Point3> turned(double roll_deg, double yaw_deg, double pitch_deg) {
  std::vector<Point3> mesh = straight();
  auto const rotate = [](float& a, float& b, double degrees) {
    double const angle = degrees * std::numbers::pi / 180;
    double const x = a * std::cos(angle) - b * std::sin(angle);
    double const y = a * std::sin(angle) + b * std::cos(angle);
    a = static_cast<float>(x);
    b = static_cast<float>(y);
  };
  for (Point3& point : mesh) {
    point.x -= 500;
    point.y -= 500;
    rotate(point.y, point.z, -pitch_deg);  // the chin comes towards the camera: z falls with y
    rotate(point.x, point.z, yaw_deg);     // the picture's right side goes away
    rotate(point.x, point.y, roll_deg);
    point.x += 500;
    point.y += 500;
  }
  return mesh;
}

Point find(std::vector<Landmark> const& landmarks, std::string const& type) {
  auto const found = std::ranges::find(landmarks, type, &Landmark::type);
  EXPECT_NE(found, landmarks.end()) << type;
  return found == landmarks.end() ? Point{} : found->point;
}

TEST(MeasurePose, Table) {
  struct Row {
    char const* name;
    double roll, yaw, pitch;
  };
  Row const rows[] = {{"straight ahead", 0, 0, 0},     {"head to its left shoulder", 20, 0, 0},
                      {"the other way", -35, 0, 0},    {"upside down", 180, 0, 0},
                      {"nose to the right", 0, 30, 0}, {"nose to the left", 0, -30, 0},
                      {"looks up", 0, 0, 15},          {"looks down", 0, 0, -25}};
  double const lean = measure_pose(view(straight())).pitch_deg;
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const pose = measure_pose(view(turned(row.roll, row.yaw, row.pitch)));
    EXPECT_NEAR(std::remainder(pose.roll_deg - row.roll, 360), 0, 0.01);
    EXPECT_NEAR(pose.yaw_deg, row.yaw, 0.01);
    EXPECT_NEAR(pose.pitch_deg - lean, row.pitch, 0.01);
  }
}

TEST(MeasurePose, AgreesWithPublishedAnswersOfRekognition) {
  // Eyes, nose and mouth corners as the service printed them, in pixels of a picture scaled so that
  // the face has natural proportions; what counts is the sign and the size of its yaw and pitch.
  struct Row {
    char const* name;
    double eye_left, eye_right, eye_y, nose_x, nose_y, mouth_x, mouth_y, yaw, pitch;
  };
  Row const rows[] = {
      {"AWS CLI example", 620.4, 677.7, 267.8, 642.8, 314.1, 647.8, 352.0, -3.7, 0.9},
      {"turned to the right", 542.9, 639.0, 264.6, 623.6, 342.8, 594.4, 438.8, 26.3, 8.6},
      {"looks up", 461.0, 522.1, 214.3, 497.3, 252.5, 496.1, 306.3, 3.6, 17.8}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const f = [](double v) { return static_cast<float>(v); };
    KeyPoints points{};
    points[decoders::eye_left] = {f(row.eye_left), f(row.eye_y)};
    points[decoders::eye_right] = {f(row.eye_right), f(row.eye_y)};
    points[decoders::nose_tip] = {f(row.nose_x), f(row.nose_y)};
    points[decoders::mouth_centre] = {f(row.mouth_x), f(row.mouth_y)};
    auto const pose = measure_pose(points);
    EXPECT_NEAR(pose.yaw_deg, row.yaw, 6);
    EXPECT_NEAR(pose.pitch_deg, row.pitch, 6);
  }
}

TEST(MeasurePose, KeyPointsInOnePlaceGiveNumbers) {
  auto const pose = measure_pose(KeyPoints{});
  EXPECT_TRUE(std::isfinite(pose.roll_deg + pose.yaw_deg + pose.pitch_deg));
}

TEST(NameLandmarks, HasAllTypesOnceAndLeftIsLeft) {
  auto const landmarks = name_landmarks(view(straight()), kPicture);
  std::set<std::string> types;
  for (Landmark const& landmark : landmarks) types.insert(landmark.type);
  EXPECT_EQ(landmarks.size(), 30U);
  EXPECT_EQ(types.size(), 30U);
  EXPECT_LT(find(landmarks, "eyeLeft").x, find(landmarks, "eyeRight").x);
  EXPECT_NEAR(find(landmarks, "leftPupil").x, 0.45, 1e-6);
  EXPECT_NEAR(find(landmarks, "leftPupil").y, 0.45, 1e-6);
  EXPECT_LT(find(landmarks, "mouthLeft").x, find(landmarks, "mouthRight").x);
  EXPECT_LT(find(landmarks, "upperJawlineLeft").x, find(landmarks, "upperJawlineRight").x);
  EXPECT_NEAR(find(landmarks, "chinBottom").y, 0.64, 1e-6);
}

TEST(NameLandmarks, StaysInsideThePicture) {
  std::vector<Point3> mesh = straight();
  mesh[152] = {-50, 4000, 0};
  Point const chin = find(name_landmarks(view(mesh), kPicture), "chinBottom");
  EXPECT_DOUBLE_EQ(chin.x, 0);
  EXPECT_DOUBLE_EQ(chin.y, 1);
}

TEST(FaceBox, ReachesAboveTheForeheadAndStaysInside) {
  BoundingBox const box = face_box(view(straight()), kPicture);
  EXPECT_NEAR(box.left, 0.4, 1e-6);
  EXPECT_NEAR(box.width, 0.2, 1e-6);
  EXPECT_LT(box.top, 0.36);
  EXPECT_GT(box.top + box.height, 0.64);
  BoundingBox const cut = face_box(view(straight()), {500, 500});
  EXPECT_LE(cut.left + cut.width, 1);
  EXPECT_LE(cut.top + cut.height, 1);
}

TEST(FaceSquare, TurnsWithTheEyes) {
  for (double const roll : {0.0, 30.0, -90.0}) {
    FaceSquare const square = face_square(view(turned(roll, 0, 0)));
    EXPECT_NEAR(square.side_px, 260, 0.01);
    EXPECT_NEAR(square.angle_rad, roll * std::numbers::pi / 180, 1e-4);
    double const angle = roll * std::numbers::pi / 180;  // the centre is 10 px below the pivot
    EXPECT_NEAR(square.centre.x_px, 500 - 10 * std::sin(angle), 0.01);
    EXPECT_NEAR(square.centre.y_px, 500 + 10 * std::cos(angle), 0.01);
  }
}

TEST(Flags, MouthOpensWithTheLips) {
  std::vector<Point3> mesh = straight();
  EXPECT_FALSE(mouth_open(view(mesh)).value);
  EXPECT_GT(mouth_open(view(mesh)).confidence, 95);
  mesh[13].y = 570;
  mesh[14].y = 595;
  EXPECT_TRUE(mouth_open(view(mesh)).value);
  EXPECT_GT(mouth_open(view(mesh)).confidence, 95);
}

TEST(Flags, ConfidenceIsOfTheAnswerGiven) {
  EXPECT_FALSE(flag_of(-1e9).value);
  EXPECT_NEAR(flag_of(-1e9).confidence, 100, 1e-6);
  EXPECT_NEAR(flag_of(0).confidence, 50, 1e-9);
  EXPECT_TRUE(flag_of(2).value);
  EXPECT_NEAR(flag_of(2).confidence, flag_of(-2).confidence, 1e-9);
}

TEST(Flags, SmileNeedsShapeAndMood) {
  std::vector<Point3> grin = straight();
  for (std::size_t const row : {61, 291}) grin[row].y = 573;
  grin[61].x = 448;
  grin[291].x = 552;
  EXPECT_TRUE(smile(view(grin), 0.9).value);
  EXPECT_TRUE(smile(view(grin), std::nullopt).value);
  EXPECT_FALSE(smile(view(straight()), 0.0).value);
  EXPECT_FALSE(smile(view(straight()), std::nullopt).value);
  EXPECT_GT(smile(view(grin), 0.9).confidence, smile(view(grin), 0.2).confidence);
}

TEST(Flags, AMeshInOnePlaceGivesNumbers) {
  std::vector<Point3> const mesh(decoders::FaceMesh::kPoints, {5, 5, 5});
  for (Flag const& flag : {mouth_open(view(mesh)), smile(view(mesh), 0.5)}) {
    EXPECT_GE(flag.confidence, 50);
    EXPECT_LE(flag.confidence, 100);
  }
  auto const pose = measure_pose(view(mesh));
  EXPECT_TRUE(std::isfinite(pose.roll_deg + pose.yaw_deg + pose.pitch_deg));
}

}  // namespace
}  // namespace helio::vision
