#include "vision/faces.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "decoders/landmarks.hpp"
#include "vision/face_views.hpp"
#include "vision/fake_model.hpp"

namespace helio::vision {
namespace {

constexpr int kInputPx = 192;
constexpr std::size_t kAnchors = 2304;

struct Place {  // of a face in the picture
  float x_px = 0, y_px = 0, side_px = 0;
  float logit = 5;
};

ModelManifest manifest(int side_px) {
  ModelManifest made;
  made.name = "fake";
  made.input.width_px = side_px;
  made.input.height_px = side_px;
  return made;
}

FakeAnswer no_faces() {
  return {{"boxes", {{1, 2304, 16}, std::vector<float>(kAnchors * 16, 0.0F)}},
          {"scores", {{1, 2304, 1}, std::vector<float>(kAnchors, -20.0F)}}};
}

// What a perfect detector says of one view: the faces of which it sees the centre, if they are
// large enough there.
FakeAnswer see(FaceView const& view, std::vector<Place> const& places) {
  FakeAnswer answer = no_faces();
  float const scale =
      view.zoom * kInputPx / static_cast<float>(std::max(view.width_px, view.height_px));
  for (Place const& place : places) {
    float const side = place.side_px * scale;
    float const x =
        (place.x_px - static_cast<float>(view.x_px) - static_cast<float>(view.width_px) / 2) *
            scale +
        kInputPx / 2.0F;
    float const y =
        (place.y_px - static_cast<float>(view.y_px) - static_cast<float>(view.height_px) / 2) *
            scale +
        kInputPx / 2.0F;
    bool const seen = side >= 12 && x >= 0 && y >= 0 && x < kInputPx && y < kInputPx;
    if (!seen) continue;
    auto const column = static_cast<std::size_t>(x / 4);
    auto const row = static_cast<std::size_t>(y / 4);
    std::size_t const anchor = row * 48 + column;
    float const dx = x - (static_cast<float>(column) + 0.5F) * 4;
    float const dy = y - (static_cast<float>(row) + 0.5F) * 4;
    answer["scores"].values[anchor] = place.logit;
    float* values = answer["boxes"].values.data() + anchor * 16;
    float const points[] = {
        dx, dy, side, side,         dx - side / 4, dy - side / 8, dx + side / 4, dy - side / 8,
        dx, dy, dx,   dy + side / 4};
    std::copy(std::begin(points), std::end(points), values);
  }
  return answer;
}

// The detector's runs of one picture are its views in order.
std::unique_ptr<FakeModel> detector(int width_px, int height_px, std::vector<Place> places) {
  auto const views = face_views(width_px, height_px);
  return std::make_unique<FakeModel>(manifest(kInputPx),
                                     [=](image::PixelsView, std::size_t run) -> Result<FakeAnswer> {
                                       return see(views[run % views.size()], places);
                                     });
}

// A mesh that fills the middle two thirds of its crop, so that its square is the detector's.
FakeAnswer mesh(float presence) {
  FakeTensor points{{1, 1, 1, 1404}, std::vector<float>(1404, 96.0F)};
  auto const set = [&](std::size_t row, float x, float y) {
    points.values[3 * row] = x;
    points.values[3 * row + 1] = y;
    points.values[3 * row + 2] = 0;
  };
  for (std::size_t row = 0; row < decoders::FaceMesh::kPoints; ++row) set(row, 96, 96);
  set(10, 96, 32);
  set(152, 96, 160);
  set(33, 64, 80);
  set(263, 128, 80);
  set(127, 40, 90);
  set(356, 152, 90);
  return {{"points", points}, {"presence", {{1, 1, 1, 1}, {presence}}}};
}

std::unique_ptr<FakeModel> landmarks(float presence) {
  return std::make_unique<FakeModel>(
      manifest(kInputPx), [=](image::PixelsView, std::size_t) { return mesh(presence); });
}

std::unique_ptr<FakeModel> attributes() {
  std::vector<float> ages(100, 0.0F);
  ages[25] = 1;
  FakeAnswer const answer{{"age", {{1, 100}, ages}},
                          {"gender", {{1, 1}, {0.9F}}},
                          {"vector", {{1, 1024}, std::vector<float>(1024, 1.0F)}}};
  return std::make_unique<FakeModel>(manifest(224),
                                     [=](image::PixelsView, std::size_t) { return answer; });
}

std::unique_ptr<FakeModel> emotions() {
  ModelManifest made = manifest(64);
  made.labels = {"sad", "happy"};
  return std::make_unique<FakeModel>(std::move(made), [](image::PixelsView, std::size_t) {
    return FakeAnswer{{"probabilities", {{1, 2}, {0.2F, 0.8F}}}};
  });
}

// An eye whose lids are a third of its corners apart, its pupil right of the middle of the input.
std::unique_ptr<FakeModel> eyes() {
  FakeTensor contour{{1, 213}, std::vector<float>(213, 32.0F)};
  for (std::size_t i = 0; i < 16; ++i) {
    bool const corner = i % 8 == 0;
    float const lid = i < 8 ? 37.0F : 27.0F;
    contour.values[3 * i] = i == 8 ? 47.0F : 17.0F + 3.0F * static_cast<float>(i % 8);
    contour.values[3 * i + 1] = corner ? 32.0F : lid;
  }
  FakeTensor iris{{1, 15}, std::vector<float>(15, 32.0F)};
  iris.values[0] = 40;
  FakeAnswer const answer{{"contour", contour}, {"iris", iris}};
  return std::make_unique<FakeModel>(manifest(64),
                                     [=](image::PixelsView, std::size_t) { return answer; });
}

std::unique_ptr<FakeModel> failing(int side_px) {
  return std::make_unique<FakeModel>(
      manifest(side_px), [](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
        return fail(Errc::unavailable, "InferenceFailed", "The fake fails.");
      });
}

image::Pixels picture(int width_px, int height_px) {
  image::Pixels pixels(width_px, height_px);
  for (int y = 0; y < height_px; ++y)
    std::fill_n(pixels.edit().row(y), 3 * width_px, std::uint8_t{90});
  return pixels;
}

TEST(FaceDetector, NoFacesAsksNoOtherModel) {
  auto const found = detector(640, 480, {});
  auto const mesh_model = landmarks(10);
  auto const age_model = attributes();
  FaceDetector const faces({found.get(), mesh_model.get(), age_model.get(), nullptr});
  auto const got = faces.detect(picture(640, 480).view());
  ASSERT_TRUE(got.has_value());
  EXPECT_TRUE(got->empty());
  EXPECT_EQ(found->runs(), 14U);
  EXPECT_EQ(mesh_model->runs(), 0U);
  EXPECT_EQ(age_model->runs(), 0U);
}

TEST(FaceDetector, AFaceSeenInManyViewsIsOneFace) {
  auto const found = detector(640, 480, {{320, 240, 120}});
  auto const mesh_model = landmarks(10);
  FaceDetector const faces({found.get(), mesh_model.get(), nullptr, nullptr});
  auto const got = faces.detect(picture(640, 480).view());
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 1U);
  FaceDetail const& face = got->front();
  EXPECT_NEAR(face.box.left + face.box.width / 2, 0.5, 0.01);
  EXPECT_EQ(face.landmarks.size(), 30U);
  EXPECT_GT(face.confidence, 99);
  EXPECT_NEAR(face.roll_deg, 0, 0.1);
  EXPECT_FALSE(face.gender.has_value());
  EXPECT_TRUE(face.emotions.empty());
  EXPECT_TRUE(face.smile.has_value());  // of the mesh, without an emotion model
}

TEST(FaceDetector, TilesFindSmallFacesAndZoomingOutLargeOnes) {
  auto const found = detector(1200, 900, {{110, 100, 30}, {800, 450, 500}});
  auto const mesh_model = landmarks(10);
  FaceDetector const faces({found.get(), mesh_model.get(), nullptr, nullptr});
  auto const got = faces.detect(picture(1200, 900).view());
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 2U);
  EXPECT_GT((*got)[0].box.width, (*got)[1].box.width);
  EXPECT_NEAR((*got)[1].box.left + (*got)[1].box.width / 2, 110.0 / 1200, 0.005);
}

TEST(FaceDetector, SmallFacesHaveNoAttributes) {
  struct Row {
    char const* name;
    float side_px;
    bool want;
  };
  for (Row const& row : {Row{"small", 36, false}, Row{"large", 44, true}}) {
    SCOPED_TRACE(row.name);
    auto const found = detector(640, 480, {{320, 240, row.side_px}});
    auto const mesh_model = landmarks(10);
    auto const age_model = attributes();
    auto const mood_model = emotions();
    auto const eye_model = eyes();
    FaceDetector const faces(
        {found.get(), mesh_model.get(), age_model.get(), mood_model.get(), eye_model.get()});
    auto const got = faces.detect(picture(640, 480).view());
    ASSERT_TRUE(got.has_value());
    ASSERT_EQ(got->size(), 1U);
    FaceDetail const& face = got->front();
    EXPECT_EQ(face.landmarks.size(), 30U);
    EXPECT_EQ(face.age_low.has_value(), row.want);
    EXPECT_EQ(face.gender.has_value(), row.want);
    EXPECT_EQ(face.smile.has_value(), row.want);
    EXPECT_EQ(face.eyes_open.has_value(), row.want);
    EXPECT_EQ(face.vector.size(), row.want ? 1024U : 0U);
    EXPECT_EQ(face.emotions.size(), row.want ? 2U : 0U);
    if (row.want) {
      EXPECT_EQ(face.emotions.front().type, "HAPPY");
    }
  }
}

TEST(FaceDetector, EyesAreSeenCloseUpAndTheLeftOneMirrored) {
  auto const found = detector(640, 480, {{320, 240, 120}});
  // The left eye's corners stand at 64 and 90 of the mesh's 192 px, the right eye's at 102 and 128.
  FakeModel mesh_model(manifest(kInputPx), [](image::PixelsView, std::size_t) {
    FakeAnswer answer = mesh(10);
    for (auto const& [row, x] : {std::pair{133, 90.0F}, std::pair{362, 102.0F}}) {
      answer["points"].values[static_cast<std::size_t>(3 * row)] = x;
      answer["points"].values[static_cast<std::size_t>(3 * row + 1)] = 80;
    }
    return answer;
  });
  auto const eye_model = eyes();
  FaceDetector const faces(
      {.detector = found.get(), .landmarks = &mesh_model, .eyes = eye_model.get()});
  auto const got = faces.detect(picture(640, 480).view());
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 1U);
  FaceDetail const& face = got->front();
  ASSERT_TRUE(face.eyes_open.has_value());
  EXPECT_TRUE(face.eyes_open->value);
  EXPECT_GT(face.eyes_open->confidence, 99);
  EXPECT_EQ(eye_model->runs(), 2U);
  auto const x_of = [&](char const* type) {
    return std::ranges::find(face.landmarks, type, &Landmark::type)->point.x;
  };
  // The model's pupil is right of the middle: in the mirrored left eye that is to the left.
  EXPECT_LT(x_of("leftPupil"), (x_of("leftEyeLeft") + x_of("leftEyeRight")) / 2);
  EXPECT_GT(x_of("rightPupil"), (x_of("rightEyeLeft") + x_of("rightEyeRight")) / 2);
  EXPECT_NEAR(0.5 - x_of("leftPupil"), x_of("rightPupil") - 0.5, 1e-4);
}

TEST(FaceDetector, TheLandmarkModelRejectsWhatTheDetectorIsNotSureOf) {
  struct Row {
    char const* name;
    float logit, presence;
    std::size_t faces, landmarks;
  };
  Row const rows[] = {{"both agree", 0.5F, 3, 1, 30},
                      {"unsure, and no face", 0.5F, -3, 0, 0},
                      {"sure, and no mesh", 3, -3, 1, 3}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const found = detector(640, 480, {{320, 240, 120, row.logit}});
    auto const mesh_model = landmarks(row.presence);
    FaceDetector const faces({found.get(), mesh_model.get(), nullptr, nullptr});
    auto const got = faces.detect(picture(640, 480).view());
    ASSERT_TRUE(got.has_value());
    ASSERT_EQ(got->size(), row.faces);
    if (row.faces == 1) {
      EXPECT_EQ(got->front().landmarks.size(), row.landmarks);
    }
  }
}

TEST(FaceDetector, WithoutALandmarkModelKeyPointsRemain) {
  auto const found = detector(640, 480, {{320, 240, 120}});
  auto const age_model = attributes();
  FaceDetector const faces({found.get(), nullptr, age_model.get(), nullptr});
  auto const got = faces.detect(picture(640, 480).view());
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 1U);
  EXPECT_EQ(got->front().landmarks.size(), 3U);
  EXPECT_FALSE(got->front().smile.has_value());
  EXPECT_EQ(got->front().gender, "Male");
  EXPECT_NEAR(got->front().confidence, 99.3, 0.1);  // sigmoid of 5
}

TEST(FaceDetector, AModelThatFailsFailsThePicture) {
  auto const place = std::vector<Place>{{320, 240, 120}};
  for (int broken = 0; broken < 5; ++broken) {
    SCOPED_TRACE(broken);
    auto const found = broken == 0 ? failing(kInputPx) : detector(640, 480, place);
    auto const mesh_model = broken == 1 ? failing(kInputPx) : landmarks(10);
    auto const age_model = broken == 2 ? failing(224) : attributes();
    auto const mood_model = broken == 3 ? failing(64) : emotions();
    auto const eye_model = broken == 4 ? failing(64) : eyes();
    FaceDetector const faces(
        {found.get(), mesh_model.get(), age_model.get(), mood_model.get(), eye_model.get()});
    auto const got = faces.detect(picture(640, 480).view());
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "InferenceFailed");
  }
}

TEST(FaceDetector, AModelOfOtherShapesFailsThePicture) {
  FakeModel strange(manifest(kInputPx), [](image::PixelsView, std::size_t) {
    return FakeAnswer{{"boxes", {{1, 4}, {1, 2, 3, 4}}}};
  });
  auto const got = FaceDetector({&strange}).detect(picture(64, 64).view());
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
}

TEST(FaceDetector, AManifestThatIsWrongSaysSo) {
  Json const rows[] = {{{"strides", "four"}}, {{"strides", {0}}}, {{"anchors_per_cell", 99}}};
  for (Json const& row : rows) {
    SCOPED_TRACE(row.dump());
    ModelManifest made = manifest(kInputPx);
    made.parameters = row;
    FakeModel model(made, [](image::PixelsView, std::size_t) { return no_faces(); });
    auto const got = FaceDetector({&model}).detect(picture(64, 64).view());
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "InvalidManifest");
  }
}

TEST(FaceDetector, AnEmptyPictureHasNoFaces) {
  auto const found = detector(640, 480, {{320, 240, 120}});
  auto const got = FaceDetector({found.get()}).detect({});
  ASSERT_TRUE(got.has_value());
  EXPECT_TRUE(got->empty());
  EXPECT_EQ(found->runs(), 0U);
}

TEST(FaceDetector, ServesThreadsSideBySide) {
  FakeModel found(manifest(kInputPx), [](image::PixelsView, std::size_t) {
    return see({0, 0, 64, 64, 1}, {{32, 32, 30}});
  });
  auto const mesh_model = landmarks(10);
  FaceDetector const faces({&found, mesh_model.get(), nullptr, nullptr});
  image::Pixels const pixels = picture(64, 64);
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round) {
        auto const got = faces.detect(pixels.view());
        if (got && !got->empty()) ++good;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 20);
}

}  // namespace
}  // namespace helio::vision
