#include "vision/colours.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "vision/css_colours.hpp"

namespace helio::vision {
namespace {

TEST(CssName, Table) {
  struct Row {
    Rgb rgb;
    char const* want;
  };
  Row const rows[] = {{{0, 0, 0}, "black"},
                      {{255, 255, 255}, "white"},
                      {{47, 79, 79}, "darkslategray"},
                      {{48, 80, 78}, "darkslategray"},
                      {{255, 0, 0}, "red"},
                      {{254, 2, 1}, "red"},
                      {{0, 255, 255}, "cyan"},
                      {{128, 128, 128}, "gray"}};
  for (Row const& row : rows) EXPECT_EQ(css_name(row.rgb), row.want);
  for (CssColour const& colour : css_colours()) {  // each is nearest to itself
    Rgb const rgb = {static_cast<std::uint8_t>(colour.rgb >> 16U),
                     static_cast<std::uint8_t>(colour.rgb >> 8U),
                     static_cast<std::uint8_t>(colour.rgb)};
    EXPECT_EQ(css_name(rgb), colour.name);
  }
}

TEST(SimpleName, Table) {
  struct Row {
    char const* name;
    Rgb rgb;
    char const* want;
  };
  Row const rows[] = {
      {"black", {0, 0, 0}, "black"},
      {"near black", {20, 20, 24}, "black"},
      {"white", {255, 255, 255}, "white"},
      {"ivory", {255, 255, 240}, "white"},
      {"grey", {128, 128, 128}, "grey"},
      {"darkslategray", {47, 79, 79}, "grey"},
      {"red", {255, 0, 0}, "red"},
      {"crimson", {220, 20, 60}, "red"},
      {"pink", {255, 192, 203}, "pink"},
      {"hotpink", {255, 105, 180}, "pink"},
      {"orange", {255, 165, 0}, "orange"},
      {"saddlebrown", {139, 69, 19}, "brown"},
      {"tan", {210, 180, 140}, "brown"},
      {"yellow", {255, 255, 0}, "yellow"},
      {"gold", {255, 215, 0}, "yellow"},
      {"green", {0, 128, 0}, "green"},
      {"olivedrab", {107, 142, 35}, "green"},
      {"cyan", {0, 255, 255}, "cyan"},
      {"teal", {0, 128, 128}, "cyan"},
      {"blue", {0, 0, 255}, "blue"},
      {"skyblue", {135, 206, 235}, "blue"},
      {"navy", {0, 0, 128}, "blue"},
      {"purple", {128, 0, 128}, "purple"},
      {"violet", {238, 130, 238}, "purple"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(simple_name(row.rgb), row.want);
  }
}

TEST(SimpleName, HasTwelveWords) {
  std::set<std::string_view> words;
  for (CssColour const& colour : css_colours()) {
    words.insert(simple_name({static_cast<std::uint8_t>(colour.rgb >> 16U),
                              static_cast<std::uint8_t>(colour.rgb >> 8U),
                              static_cast<std::uint8_t>(colour.rgb)}));
  }
  EXPECT_EQ(words.size(), 12U);
}

// The left share of the picture in one colour, the rest in another.
image::Pixels halves(int side_px, double share, Rgb left, Rgb right) {
  image::Pixels pixels(side_px, side_px);
  image::MutablePixels const edit = pixels.edit();
  for (int y = 0; y < side_px; ++y) {
    for (int x = 0; x < side_px; ++x) {
      Rgb const& rgb = x < share * side_px ? left : right;
      std::copy(rgb.begin(), rgb.end(), edit.row(y) + std::ptrdiff_t{3} * x);
    }
  }
  return pixels;
}

TEST(DominantColours, SharesOfAPicture) {
  auto const got = dominant_colours(halves(96, 0.75, {250, 10, 10}, {10, 10, 200}).view());
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0].rgb, (Rgb{250, 10, 10}));
  EXPECT_NEAR(got[0].pixel_percent, 75, 0.1);
  EXPECT_EQ(got[0].simplified_color, "red");
  EXPECT_EQ(got[1].css_color, "mediumblue");
  EXPECT_NEAR(got[1].pixel_percent, 25, 0.1);
}

TEST(DominantColours, JoinsShadesAndBoundsTheirNumber) {
  EXPECT_EQ(dominant_colours(halves(96, 0.5, {100, 150, 60}, {104, 154, 66}).view()).size(), 1U);
  std::vector<Rgb> many;
  for (CssColour const& colour : css_colours()) {
    many.push_back({static_cast<std::uint8_t>(colour.rgb >> 16U),
                    static_cast<std::uint8_t>(colour.rgb >> 8U),
                    static_cast<std::uint8_t>(colour.rgb)});
  }
  auto const got = dominant_colours(many);
  EXPECT_LE(got.size(), kColoursMax);
  EXPECT_GT(got.size(), 8U);
  double sum = 0;
  for (DominantColor const& colour : got) sum += colour.pixel_percent;
  EXPECT_LE(sum, 100.0001);
  EXPECT_TRUE(std::is_sorted(got.begin(), got.end(), [](auto const& a, auto const& b) {
    return a.pixel_percent > b.pixel_percent;
  }));
  EXPECT_EQ(dominant_colours(many, 3).size(), 3U);
}

TEST(DominantColours, OfAlmostNothing) {
  EXPECT_TRUE(dominant_colours(image::PixelsView{}).empty());
  EXPECT_TRUE(dominant_colours(std::span<Rgb const>{}).empty());
  auto const dot = dominant_colours(halves(1, 1, {1, 2, 3}, {}).view());
  ASSERT_EQ(dot.size(), 1U);
  EXPECT_EQ(dot[0].pixel_percent, 100);
}

}  // namespace
}  // namespace helio::vision
