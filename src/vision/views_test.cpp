#include "vision/views.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

// Red grows with x, green with y, by one per pixel.
image::Pixels ramp(int width_px, int height_px) {
  image::Pixels pixels(width_px, height_px);
  image::MutablePixels const edit = pixels.edit();
  for (int y = 0; y < height_px; ++y) {
    for (int x = 0; x < width_px; ++x) {
      std::uint8_t* pixel = edit.row(y) + std::ptrdiff_t{3} * x;
      pixel[0] = static_cast<std::uint8_t>(x);
      pixel[1] = static_cast<std::uint8_t>(y);
      pixel[2] = 0;
    }
  }
  return pixels;
}

TEST(ReadViews, Table) {
  struct Row {
    char const* parameters;
    std::vector<View> want;  // empty: refused
  };
  Row const rows[] = {
      {"{}", {View{}}},
      {R"({"views": [{}]})", {View{}}},
      {R"({"views": [{}, {"share": 0.5, "x": 0, "y": 1, "square": true, "mirror": true}]})",
       {View{}, View{0.5, 0, 1, true, true}}},
      {R"({"views": []})", {}},
      {R"({"views": {}})", {}},
      {R"({"views": [1]})", {}},
      {R"({"views": [{"share": 0}]})", {}},
      {R"({"views": [{"share": 1.5}]})", {}},
      {R"({"views": [{"x": -1}]})", {}},
      {R"({"views": [{"mirror": 1}]})", {}},
      {R"({"views": [{"zoom": 2}]})", {}},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.parameters);
    ModelManifest manifest;
    manifest.parameters = Json::parse(row.parameters);
    auto const got = read_views(manifest);
    ASSERT_EQ(got.has_value(), !row.want.empty());
    if (got) {
      EXPECT_EQ(*got, row.want);
    } else {
      EXPECT_EQ(got.error().name, "InvalidManifest");
    }
  }
}

TEST(DrawView, PlacesThePartAndDrawsIt) {
  struct Row {
    char const* name;
    View view;
    ModelInput model;
    double left, top, width, height;
    int red_at_corner, green_at_corner;  // of the input's first pixel
  };
  // The picture is 200 x 100; a 20 px input of a whole part is a mean of 10 x 5 pixels and more.
  ModelInput const stretch;
  ModelInput letterbox;
  letterbox.fit = Fit::letterbox;
  ModelInput crop;
  crop.fit = Fit::crop;
  crop.width_px = crop.height_px = 20;
  crop.resize_px = 40;
  Row const rows[] = {
      {"whole", {}, stretch, 0, 0, 1, 1, 5, 2},
      {"mirrored", {.mirror = true}, stretch, 0, 0, 1, 1, 194, 2},
      {"centre", {.share = 0.5}, stretch, 0.25, 0.25, 0.5, 0.5, 52, 26},
      {"top right", {.share = 0.5, .x = 1, .y = 0}, stretch, 0.5, 0, 0.5, 0.5, 102, 1},
      {"square", {.share = 1, .square = true}, stretch, 0.25, 0, 0.5, 1, 52, 2},
      {"letterbox", {}, letterbox, 0, -0.5, 1, 2, 0, 0},
      {"crop", {}, crop, 0.25, 0.25, 0.5, 0.5, 52, 26},
  };
  image::Pixels const picture = ramp(200, 100);
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    image::Pixels input(20, 20);
    Placement const got = draw_view(picture.view(), row.view, row.model, input.edit());
    EXPECT_NEAR(got.left, row.left, 1e-4);
    EXPECT_NEAR(got.top, row.top, 1e-4);
    EXPECT_NEAR(got.width, row.width, 1e-4);
    EXPECT_NEAR(got.height, row.height, 1e-4);
    EXPECT_EQ(got.mirror, row.view.mirror);
    EXPECT_NEAR(input.view().row(0)[0], row.red_at_corner, 2);
    EXPECT_NEAR(input.view().row(0)[1], row.green_at_corner, 2);
  }
}

TEST(DrawView, TakesPicturesOfOnePixel) {
  image::Pixels const dot = ramp(1, 1);
  image::Pixels input(8, 8);
  Placement const got = draw_view(dot.view(), {.share = 0.1, .square = true}, {}, input.edit());
  EXPECT_EQ(got.left, 0);
  EXPECT_EQ(got.width, 1);
}

}  // namespace
}  // namespace helio::vision
