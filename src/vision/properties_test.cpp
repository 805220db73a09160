#include "vision/properties.hpp"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

namespace helio::vision {
namespace {

using Paint = std::function<int(int x, int y)>;  // grey value

image::Pixels paint(int width_px, int height_px, Paint const& grey) {
  image::Pixels pixels(width_px, height_px);
  for (int y = 0; y < height_px; ++y) {
    std::uint8_t* row = pixels.edit().row(y);
    for (int x = 0; x < width_px; ++x) {
      std::fill_n(row + std::ptrdiff_t{3} * x, 3, static_cast<std::uint8_t>(grey(x, y)));
    }
  }
  return pixels;
}

std::vector<Label> instance(BoundingBox const& box, double confidence) {
  Label label;
  label.instances = {{box, confidence, {}}};
  return {label};
}

TEST(MeasureProperties, BrightnessAndContrast) {
  struct Row {
    char const* name;
    Paint grey;
    double brightness, contrast;
  };
  Row const rows[] = {{"black", [](int, int) { return 0; }, 0, 0},
                      {"white", [](int, int) { return 255; }, 100, 0},
                      {"half and half", [](int x, int) { return x < 64 ? 0 : 255; }, 50, 100},
                      {"greys", [](int x, int) { return x < 64 ? 102 : 153; }, 50, 20}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = measure_properties(paint(128, 96, row.grey).view(), {});
    EXPECT_NEAR(got.quality.brightness, row.brightness, 0.01);
    EXPECT_NEAR(got.quality.contrast, row.contrast, 0.01);
  }
}

TEST(MeasureProperties, SharpnessFallsWithBlur) {
  // Stripes whose edges are `width` pixels wide, in both directions.
  auto const stripes = [](double width) {
    auto const wave = [=](int at) {
      double const place = std::abs(std::fmod(at, 32.0) - 16.0) - 8.0;  // -8..8
      return std::clamp(place / width + 0.5, 0.0, 1.0);
    };
    return paint(256, 256,
                 [=](int x, int y) { return static_cast<int>(40 + 80 * wave(x) + 80 * wave(y)); });
  };
  double last = 100;
  for (double const width : {1.0, 4.0, 8.0, 16.0}) {
    SCOPED_TRACE(width);
    double const got = measure_properties(stripes(width).view(), {}).quality.sharpness;
    EXPECT_LT(got, last);
    EXPECT_GE(got, 0);
    last = got;
  }
  EXPECT_GT(measure_properties(stripes(1).view(), {}).quality.sharpness, 75);
  auto const flat = paint(64, 64, [](int, int) { return 90; });
  EXPECT_EQ(measure_properties(flat.view(), {}).quality.sharpness, 0);
}

TEST(MeasureProperties, ForegroundIsWhereTheInstancesAre) {
  // White on the left quarter, black elsewhere.
  auto const picture = paint(160, 160, [](int x, int) { return x < 40 ? 255 : 0; });
  struct Row {
    char const* name;
    std::vector<Label> labels;
    double foreground, background;  // brightness
  };
  Row const rows[] = {
      {"an instance", instance({0, 0, 0.25, 1}, 90), 100, 0},
      {"one that is not sure", instance({0, 0, 0.25, 1}, 20), 0.15 * 100, 35},
      {"none: the middle", {}, 0.15 * 100, 35},
      {"one that fills the picture", instance({0, 0, 1, 1}, 90), 25, 0},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = measure_properties(picture.view(), row.labels);
    EXPECT_NEAR(got.foreground.brightness, row.foreground, 5);
    EXPECT_NEAR(got.background.brightness, row.background, 5);
    EXPECT_NEAR(got.quality.brightness, 25, 0.01);
  }
  auto const got = measure_properties(picture.view(), instance({0, 0, 0.25, 1}, 90));
  ASSERT_EQ(got.foreground_colors.size(), 1U);
  EXPECT_EQ(got.foreground_colors[0].css_color, "white");
  EXPECT_EQ(got.background_colors[0].css_color, "black");
  EXPECT_NEAR(got.dominant_colors[0].pixel_percent, 75, 0.1);
  EXPECT_TRUE(
      measure_properties(picture.view(), instance({0, 0, 1, 1}, 90)).background_colors.empty());
}

TEST(MeasureProperties, OfAlmostNothing) {
  EXPECT_EQ(measure_properties({}, {}).quality.brightness, 0);
  for (auto const& [width, height] : {std::pair{1, 1}, {3, 1}, {1, 500}}) {
    auto const got =
        measure_properties(paint(width, height, [](int, int) { return 51; }).view(), {});
    EXPECT_NEAR(got.quality.brightness, 20, 0.01);
    EXPECT_EQ(got.dominant_colors.size(), 1U);
  }
}

TEST(ColourInstances, LooksInsideTheBox) {
  auto const picture = paint(100, 100, [](int x, int) { return x < 50 ? 255 : 0; });
  for (BoundingBox const& box : {BoundingBox{0, 0, 0.5, 1}, BoundingBox{0.1, 0.1, 0.001, 0.001}}) {
    auto labels = instance(box, 90);
    colour_instances(picture.view(), labels);
    ASSERT_EQ(labels[0].instances[0].dominant_colors.size(), 1U);
    EXPECT_EQ(labels[0].instances[0].dominant_colors[0].css_color, "white");
  }
  auto outside = instance({1, 1, 0, 0}, 90);
  colour_instances(picture.view(), outside);
  EXPECT_EQ(outside[0].instances[0].dominant_colors.size(), 1U);
}

}  // namespace
}  // namespace helio::vision
