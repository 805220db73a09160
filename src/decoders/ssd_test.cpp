#include "decoders/ssd.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

// Two anchors, three classes.
std::vector<float> const kBoxes = {0.1f, 0.2f, 0.5f, 0.6f, -0.5f, 0.5f, 0.5f, 2.0f};
std::vector<float> const kScores = {0.9f, 0.1f, 0.8f, 0.0f, 0.7f, 0.2f};

TEST(DecodeSsd, ReordersClipsAndKeepsEveryClassOfAnAnchor) {
  auto const got =
      decode_ssd({{1, 2, 1, 4}, kBoxes}, {{1, 2, 3}, kScores}, {.classes = 3, .score_min = 0.5f});
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 3U);
  Box const& first = (*got)[0];
  EXPECT_EQ(first.class_id, 0);
  EXPECT_FLOAT_EQ(first.x0, 0.2f);
  EXPECT_FLOAT_EQ(first.y0, 0.1f);
  EXPECT_FLOAT_EQ(first.x1, 0.6f);
  EXPECT_FLOAT_EQ(first.y1, 0.5f);
  EXPECT_EQ((*got)[1].class_id, 2);
  Box const& clipped = (*got)[2];
  EXPECT_FLOAT_EQ(clipped.y0, 0.0f);
  EXPECT_FLOAT_EQ(clipped.x1, 1.0f);
}

TEST(DecodeSsd, Options) {
  struct Row {
    char const* name;
    SsdOptions options;
    std::size_t want;
  };
  Row const rows[] = {
      {"nothing is that sure", {.classes = 3, .score_min = 0.95f}, 0},
      {"background is not a thing", {.classes = 3, .background = 0, .score_min = 0.5f}, 2},
      {"only the best", {.classes = 3, .score_min = 0.05f, .boxes_max = 1}, 1}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_ssd({{2, 4}, kBoxes}, {{2, 3}, kScores}, row.options);
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->size(), row.want);
  }
}

TEST(DecodeSsd, RefusesTensorsThatDoNotFit) {
  float const nan = std::numeric_limits<float>::quiet_NaN();
  struct Row {
    char const* name;
    std::vector<float> boxes, scores;
    std::size_t classes;
  };
  Row const rows[] = {{"empty", {}, {}, 3},
                      {"no classes", kBoxes, kScores, 0},
                      {"another label table", kBoxes, kScores, 4},
                      {"half a box", {0, 0, 1, 1, 0.5f}, {0, 0, 0}, 3},
                      {"a box that is not a number", {0, 0, 1, nan}, {0, 0, 1}, 3},
                      {"a score that is not a number", {0, 0, 1, 1}, {0, 0, nan}, 3}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_ssd({{1}, row.boxes}, {{1}, row.scores}, {.classes = row.classes});
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
  }
}

TEST(DecodeSsd, BoxesWithoutAreaAreNothing) {
  std::vector<float> const boxes = {0.5f, 0.5f, 0.1f, 0.1f, 2, 2, 3, 3};
  std::vector<float> const scores = {1, 1};
  auto const got = decode_ssd({{2, 4}, boxes}, {{2, 1}, scores}, {.classes = 1});
  ASSERT_TRUE(got.has_value());
  EXPECT_TRUE(got->empty());
}

}  // namespace
}  // namespace helio::decoders
