#include "decoders/box.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

TEST(Iou, Table) {
  struct Row {
    char const* name;
    Box a, b;
    float want;
  };
  const Row rows[] = {{"same", {0, 0, 1, 1}, {0, 0, 1, 1}, 1},
                      {"apart", {0, 0, 0.4f, 1}, {0.5f, 0, 1, 1}, 0},
                      {"touching", {0, 0, 0.5f, 1}, {0.5f, 0, 1, 1}, 0},
                      {"half", {0, 0, 1, 1}, {0, 0, 0.5f, 1}, 0.5f},
                      {"no area", {0.5f, 0.5f, 0.5f, 0.5f}, {0.5f, 0.5f, 0.5f, 0.5f}, 0}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_FLOAT_EQ(iou(row.a, row.b), row.want);
    EXPECT_FLOAT_EQ(iou(row.b, row.a), row.want);
  }
}

TEST(Suppress, KeepsTheBestOfEachClass) {
  std::vector<Box> const boxes = {{0, 0, 1, 1, 1, 0.6f},
                                  {0, 0, 1, 0.9f, 1, 0.8f},
                                  {0, 0, 1, 1, 2, 0.5f},
                                  {0, 0, 1, 1, 1, std::numeric_limits<float>::quiet_NaN()}};
  auto const kept = suppress(boxes, {});
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_FLOAT_EQ(kept[0].score, 0.8f);
  EXPECT_EQ(kept[1].class_id, 2);
  EXPECT_EQ(suppress(boxes, {.across_classes = true}).size(), 1U);
  EXPECT_EQ(suppress(boxes, {.boxes_max = 1}).size(), 1U);
}

}  // namespace
}  // namespace helio::decoders
