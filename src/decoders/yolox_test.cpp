#include "decoders/yolox.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

// A 64 x 32 px input: 8 x 4 cells of stride 8, 4 x 2 of 16, 2 x 1 of 32.
constexpr std::size_t kCells = 32 + 8 + 2;
constexpr std::size_t kLength = 5 + 2;
YoloxOptions const kOptions = {.width_px = 64, .height_px = 32, .classes = 2, .score_min = 0.25f};

std::vector<float> nothing() { return std::vector<float>(kCells * kLength, 0.0f); }

void put(std::vector<float>& predictions, std::size_t cell, std::vector<float> const& row) {
  std::copy(row.begin(), row.end(), predictions.begin() + static_cast<long>(cell * kLength));
}

TEST(DecodeYolox, EachStrideHasItsCells) {
  struct Row {
    char const* name;
    std::size_t cell;
    float x0_px, y0_px, x1_px, y1_px;
  };
  // Half a cell right and down of the corner, one cell wide, two high.
  Row const rows[] = {{"stride 8, column 2, row 1", 8 + 2, 16, 4, 24, 20},
                      {"stride 16, column 3, row 0", 32 + 3, 48, 0, 64, 24},
                      {"stride 32, column 1", 40 + 1, 32, 0, 64, 32}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto predictions = nothing();
    put(predictions, row.cell, {0.5f, 0.5f, 0, std::log(2.0f), 0.5f, 0.1f, 0.8f});
    auto const got = decode_yolox({{1, 42, 7}, predictions}, kOptions);
    ASSERT_TRUE(got.has_value()) << got.error().message;
    ASSERT_EQ(got->size(), 1U);
    Box const& box = got->front();
    EXPECT_EQ(box.class_id, 1);
    EXPECT_FLOAT_EQ(box.score, 0.4f);
    EXPECT_NEAR(box.x0 * 64, row.x0_px, 1e-4);
    EXPECT_NEAR(box.y0 * 32, row.y0_px, 1e-4);
    EXPECT_NEAR(box.x1 * 64, row.x1_px, 1e-4);
    EXPECT_NEAR(box.y1 * 32, row.y1_px, 1e-4);
  }
}

TEST(DecodeYolox, AbsurdValuesStayInsideThePicture) {
  auto predictions = nothing();
  put(predictions, 0, {0, 0, 1e30f, 1e30f, 1, 1, 0});
  put(predictions, 1, {1e38f, -1e38f, 0, 0, 1, 1, 0});
  auto const got = decode_yolox({{1, 42, 7}, predictions}, kOptions);
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 1U);  // the second lies far outside
  EXPECT_FLOAT_EQ(got->front().x1, 1.0f);
}

TEST(DecodeYolox, RefusesTensorsThatDoNotFit) {
  auto broken = nothing();
  broken[3] = std::numeric_limits<float>::quiet_NaN();
  auto const right = nothing();
  struct Row {
    char const* name;
    std::vector<float> values;
    YoloxOptions options;
  };
  Row const rows[] = {
      {"empty", {}, kOptions},
      {"not a number", broken, kOptions},
      {"another label table", right, {.width_px = 64, .height_px = 32, .classes = 3}},
      {"another size", right, {.width_px = 64, .height_px = 64, .classes = 2}},
      {"no size", {}, {.width_px = 0, .height_px = 0, .classes = 2}},
      {"no label table", right, {.width_px = 64, .height_px = 32}}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_yolox({{1}, row.values}, row.options);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
  }
}

}  // namespace
}  // namespace helio::decoders
