#include "decoders/blazeface.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

// A model of 4 x 4 pixels with stride 2: four anchors, at quarters of the picture.
BlazeFaceOptions tiny() { return {.width_px = 4, .height_px = 4, .strides = {2}}; }

struct Tensors {
  std::vector<float> boxes = std::vector<float>(4 * 16, 0.0f);
  std::vector<float> scores = std::vector<float>(4, -10.0f);

  [[nodiscard]] Result<std::vector<FaceBox>> decode(
      BlazeFaceOptions const& options = tiny()) const {
    auto const anchors = blazeface_anchors(options);
    return decode_blazeface({{1, 4, 16}, boxes}, {{1, 4, 1}, scores}, *anchors, options);
  }
  void set_face(std::size_t anchor, float logit, float side_px) {
    scores[anchor] = logit;
    boxes[anchor * 16 + 2] = side_px;
    boxes[anchor * 16 + 3] = side_px;
  }
};

TEST(BlazeFaceAnchors, CountAndPlace) {
  struct Row {
    char const* name;
    BlazeFaceOptions options;
    std::size_t count;
    KeyPoint first, last;
  };
  const Row rows[] = {
      {"full range", {}, 2304, {0.5f / 48, 0.5f / 48}, {47.5f / 48, 47.5f / 48}},
      {"short range: 16x16x2 + 8x8x6",
       {.width_px = 128, .height_px = 128, .strides = {8, 16, 16, 16}, .anchors_per_cell = 2},
       896,
       {0.5f / 16, 0.5f / 16},
       {7.5f / 8, 7.5f / 8}},
      {"not square",
       {.width_px = 8, .height_px = 4, .strides = {4}},
       2,
       {0.25f, 0.5f},
       {0.75f, 0.5f}},
      {"a stride that does not divide",
       {.width_px = 5, .height_px = 4, .strides = {4}},
       2,
       {0.25f, 0.5f},
       {0.75f, 0.5f}},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const anchors = blazeface_anchors(row.options);
    ASSERT_TRUE(anchors.has_value());
    ASSERT_EQ(anchors->size(), row.count);
    EXPECT_FLOAT_EQ(anchors->front().x, row.first.x);
    EXPECT_FLOAT_EQ(anchors->front().y, row.first.y);
    EXPECT_FLOAT_EQ(anchors->back().x, row.last.x);
    EXPECT_FLOAT_EQ(anchors->back().y, row.last.y);
  }
}

TEST(BlazeFaceAnchors, RefusesNumbersOutOfRange) {
  const BlazeFaceOptions rows[] = {{.width_px = 0},         {.height_px = -4},
                                   {.width_px = 1 << 30},   {.strides = {}},
                                   {.strides = {0}},        {.strides = {-1}},
                                   {.strides = {4, 193}},   {.strides = std::vector<int>(17, 4)},
                                   {.anchors_per_cell = 0}, {.anchors_per_cell = 17}};
  for (BlazeFaceOptions const& row : rows) {
    auto const anchors = blazeface_anchors(row);
    ASSERT_FALSE(anchors.has_value());
    EXPECT_EQ(anchors.error().name, "InvalidManifest");
  }
}

TEST(DecodeBlazeFace, ReadsBoxAndPoints) {
  Tensors tensors;
  tensors.scores[3] = 0.5f;  // the anchor at 0.75, 0.75
  for (std::size_t i = 0; i < 16; ++i) tensors.boxes[48 + i] = static_cast<float>(i % 2);
  tensors.boxes[48] = -1;     // centre one pixel left of the anchor,
  tensors.boxes[48 + 1] = 0;  // level with it
  tensors.boxes[48 + 2] = 2;  // two pixels wide,
  tensors.boxes[48 + 3] = 1;  // one high
  auto const faces = tensors.decode();
  ASSERT_TRUE(faces.has_value());
  ASSERT_EQ(faces->size(), 1U);
  FaceBox const& face = faces->front();
  EXPECT_FLOAT_EQ(face.score, 1.0f / (1.0f + std::exp(-0.5f)));
  EXPECT_FLOAT_EQ(face.x0, 0.25f);
  EXPECT_FLOAT_EQ(face.x1, 0.75f);
  EXPECT_FLOAT_EQ(face.y0, 0.625f);
  EXPECT_FLOAT_EQ(face.y1, 0.875f);
  EXPECT_FLOAT_EQ(face.points[eye_left].x, 0.75f);
  EXPECT_FLOAT_EQ(face.points[ear_right].y, 1.0f);
}

TEST(DecodeBlazeFace, DropsWhatIsNoFace) {
  struct Row {
    char const* name;
    float logit, side_px;
    std::size_t want;
  };
  const Row rows[] = {{"a face", 3, 2, 1},
                      {"weak", -0.1f, 2, 0},
                      {"extreme logit", 1e30f, 2, 1},
                      {"extreme the other way", -1e30f, 2, 0},
                      {"no size", 3, 0, 0},
                      {"negative size", 3, -2, 0},
                      {"much larger than the picture", 3, 100, 0},
                      {"finite, but past all sense", 3, 3e38f, 0}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    Tensors tensors;
    tensors.set_face(0, row.logit, row.side_px);
    auto const faces = tensors.decode();
    ASSERT_TRUE(faces.has_value());
    EXPECT_EQ(faces->size(), row.want);
  }
}

TEST(DecodeBlazeFace, RefusesOtherTensors) {
  auto const anchors = *blazeface_anchors(tiny());
  const std::vector<float> boxes(4 * 16, 0.0f);
  const std::vector<float> scores(4, 0.0f);
  std::vector<float> nan_boxes = boxes;
  nan_boxes[5] = kNan;
  std::vector<float> nan_scores = scores;
  nan_scores[1] = kNan;
  struct Row {
    char const* name;
    std::span<float const> boxes, scores;
  };
  const Row rows[] = {{"scores cut", boxes, std::span(scores).first(3)},
                      {"boxes cut", std::span(boxes).first(63), scores},
                      {"swapped", scores, boxes},
                      {"nothing", {}, {}},
                      {"boxes not numbers", nan_boxes, scores},
                      {"scores not numbers", boxes, nan_scores}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const faces = decode_blazeface({{1}, row.boxes}, {{1}, row.scores}, anchors, tiny());
    ASSERT_FALSE(faces.has_value());
    EXPECT_EQ(faces.error().name, "UnexpectedModelOutput");
  }
}

FaceBox face_at(float x0, float side, float score) {
  FaceBox face{x0, 0, x0 + side, side, score, {}};
  face.points[nose_tip] = {x0 + side / 2, side / 2};
  return face;
}

TEST(MergeFaces, AveragesByScore) {
  auto const merged = merge_faces({face_at(0.04f, 1, 0.3f), face_at(0, 1, 0.9f)}, 0.3f, 100);
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_FLOAT_EQ(merged[0].score, 0.9f);
  EXPECT_NEAR(merged[0].x0, 0.01, 1e-6);  // (0.04 * 0.3 + 0 * 0.9) / 1.2
  EXPECT_NEAR(merged[0].points[nose_tip].x, 0.51, 1e-6);
}

TEST(MergeFaces, KeepsNeighboursApartAndTheBestFirst) {
  const std::vector<FaceBox> faces = {face_at(2, 1, 0.5f), face_at(0, 1, 0.6f),
                                      face_at(0.8f, 1, 0.7f)};
  auto const merged = merge_faces(faces, 0.3f, 100);
  ASSERT_EQ(merged.size(), 3U);
  EXPECT_FLOAT_EQ(merged[0].score, 0.7f);
  EXPECT_FLOAT_EQ(merged[2].score, 0.5f);
  EXPECT_EQ(merge_faces(faces, 0.3f, 2).size(), 2U);
  EXPECT_TRUE(merge_faces({}, 0.3f, 2).empty());
  EXPECT_TRUE(merge_faces(faces, 0.3f, 0).empty());
}

TEST(MergeFaces, FacesWithoutScoreStillHaveAPlace) {
  auto const merged = merge_faces({face_at(0, 1, 0), face_at(0.1f, 1, 0)}, 0.3f, 100);
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_NEAR(merged[0].x0, 0.05, 1e-6);
}

}  // namespace
}  // namespace helio::decoders
