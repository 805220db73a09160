#include "vision/face_views.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace helio::vision {
namespace {

TEST(FaceViews, CountByPicture) {
  struct Row {
    char const* name;
    int width_px, height_px;
    std::size_t tiles;
  };
  Row const rows[] = {{"one pixel", 1, 1, 0},      {"too small to gain", 200, 200, 0},
                      {"small 4:3", 400, 300, 12}, {"4:3", 640, 480, 12},
                      {"upright", 480, 640, 12},   {"square", 1000, 1000, 9},
                      {"16:9", 1920, 1080, 8},     {"panorama", 8000, 500, 4},
                      {"a line", 10'000, 1, 4},    {"largest", 10'000, 10'000, 9}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const views = face_views(row.width_px, row.height_px);
    EXPECT_EQ(views.size(), row.tiles + 2);
    for (FaceView const& view : views) {
      EXPECT_GE(view.x_px, 0);
      EXPECT_GE(view.y_px, 0);
      EXPECT_GT(view.width_px, 0);
      EXPECT_GT(view.height_px, 0);
      EXPECT_LE(view.x_px + view.width_px, row.width_px);
      EXPECT_LE(view.y_px + view.height_px, row.height_px);
    }
  }
}

TEST(FaceViews, TilesCoverEveryPixelAndOverlap) {
  auto const views = face_views(640, 480);
  auto const covers = [&](int x, int y) {
    return std::any_of(views.begin() + 2, views.end(), [&](FaceView const& view) {
      return x >= view.x_px && x < view.x_px + view.width_px && y >= view.y_px &&
             y < view.y_px + view.height_px;
    });
  };
  for (int y = 0; y < 480; ++y) {
    for (int x = 0; x < 640; ++x) ASSERT_TRUE(covers(x, y)) << x << ", " << y;
  }
  EXPECT_LE(views[3].x_px - views[2].x_px, views[2].width_px * 8 / 10);
}

TEST(FaceViews, FirstIsTheWholeThenTheCloseUp) {
  auto const views = face_views(640, 480);
  EXPECT_EQ(views[0].width_px, 640);
  EXPECT_FLOAT_EQ(views[0].zoom, 1);
  EXPECT_EQ(views[1].height_px, 480);
  EXPECT_LT(views[1].zoom, 0.5F);
}

}  // namespace
}  // namespace helio::vision
