#include "vision/face_quality.hpp"

#include <gtest/gtest.h>

#include "image/warp.hpp"
#include "vision/face_crop.hpp"

namespace helio::vision {
namespace {

image::Pixels flat(int side_px, std::uint8_t value) {
  image::Pixels pixels(side_px, side_px);
  for (int y = 0; y < side_px; ++y) std::fill_n(pixels.edit().row(y), 3 * side_px, value);
  return pixels;
}

// Squares of 4 px, the detail of a face in focus.
image::Pixels checkers(int side_px) {
  image::Pixels pixels(side_px, side_px);
  for (int y = 0; y < side_px; ++y) {
    for (int x = 0; x < side_px; ++x) {
      std::fill_n(pixels.edit().row(y) + 3 * x, 3,
                  static_cast<std::uint8_t>((x / 4 + y / 4) % 2 == 0 ? 60 : 180));
    }
  }
  return pixels;
}

TEST(MeasureQuality, BrightnessRunsFromBlackToWhite) {
  EXPECT_DOUBLE_EQ(measure_quality(flat(50, 0).view()).brightness, 0);
  EXPECT_NEAR(measure_quality(flat(50, 255).view()).brightness, 100, 1e-9);
  double const dark = measure_quality(flat(50, 60).view()).brightness;
  double const light = measure_quality(flat(50, 160).view()).brightness;
  EXPECT_LT(dark, light);
  EXPECT_NEAR(light, 79.2, 0.1);  // 100 * sqrt(160 / 255)
}

TEST(MeasureQuality, SharpnessFallsAsDetailGoes) {
  image::Pixels const sharp = checkers(96);
  image::Pixels small(12, 12);  // 8 px each: the squares run into each other
  image::resize(sharp.view(), small.edit());
  double const before = measure_quality(sharp.view()).sharpness;
  double const after = measure_quality(small.view()).sharpness;
  EXPECT_GT(before, 90);
  EXPECT_LT(after, 50);
  EXPECT_NEAR(measure_quality(flat(50, 128).view()).sharpness, 0, 1e-9);
}

TEST(MeasureQuality, BearsAnySize) {
  EXPECT_DOUBLE_EQ(measure_quality({}).brightness, 0);
  EXPECT_GT(measure_quality(flat(1, 200).view()).brightness, 80);
}

TEST(DrawFace, ShrinksByAveragingAndIsBlackOutside) {
  image::Pixels const picture = checkers(800);  // squares of 4 px, shrunk 10 times: even grey
  image::Pixels crop(64, 64);
  draw_face(picture.view(), {{400, 400}, 640, 0.3F}, crop.edit());
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) ASSERT_NEAR(crop.view().row(y)[3 * x], 120, 20);
  }
  draw_face(picture.view(), {{-5000, 400}, 640, 0.3F}, crop.edit());
  EXPECT_EQ(crop.view().row(32)[96], 0);
  draw_face(picture.view(), {{0, 0}, 400, 0}, crop.edit());
  EXPECT_EQ(crop.view().row(10)[30], 0);
  EXPECT_NEAR(crop.view().row(50)[150], 120, 20);
}

}  // namespace
}  // namespace helio::vision
