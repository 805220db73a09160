#include "image/annotate.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "image/caption.hpp"
#include "image/sample_files.hpp"

namespace helio::image {
namespace {

Pixels grey(int width_px, int height_px) {
  Pixels pixels(width_px, height_px);
  std::fill_n(pixels.edit().rgb, std::ptrdiff_t{3} * width_px * height_px, std::uint8_t{128});
  return pixels;
}

Mark box(float left, float top, float right, float bottom, std::string caption) {
  return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}},
          std::move(caption),
          {255, 220, 0}};
}

int count_near(PixelsView pixels, std::array<int, 3> rgb, int tolerance) {
  int count = 0;
  for (int y = 0; y < pixels.height_px; ++y) {
    for (int x = 0; x < pixels.width_px; ++x) {
      if (is_near(pixels.row(y) + std::ptrdiff_t{3} * x, rgb, tolerance)) ++count;
    }
  }
  return count;
}

TEST(Annotate, DrawsInTheMarksColourAtAnySize) {
  for (int const side : {16, 64, 300, 1200, 4000}) {
    SCOPED_TRACE(side);
    auto const s = static_cast<float>(side);
    std::vector<Mark> const marks = {box(0.2F * s, 0.4F * s, 0.9F * s, 0.9F * s, "")};
    Result<Pixels> const drawn = annotate(grey(side, side).view(), marks);
    ASSERT_TRUE(drawn.has_value()) << drawn.error().detail;
    // The left edge is there, and its width grows with the picture.
    int width = 0;
    std::uint8_t const* const row = drawn->view().row(side * 6 / 10);
    for (int x = 0; x < side / 2; ++x) {
      if (!is_near(row + std::ptrdiff_t{3} * x, {128, 128, 128}, 20)) ++width;
    }
    EXPECT_GE(width, 1);
    EXPECT_LE(width, std::max(4, side / 100));
    EXPECT_TRUE(is_near(drawn->view().row(side / 10), {128, 128, 128}, 0));
  }
}

TEST(Annotate, CaptionStaysInsideAndLegible) {
  struct Row {
    char const* name;
    float left, top, right, bottom;
  };
  Row const rows[] = {{"middle", 60, 60, 140, 140},      {"top left", 0, 0, 30, 30},
                      {"right edge", 190, 90, 200, 110}, {"bottom", 20, 180, 180, 200},
                      {"whole", 0, 0, 200, 200},         {"outside", -90, -90, 500, 500}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<Mark> const marks = {box(row.left, row.top, row.right, row.bottom, "Dog 98 %")};
    std::vector<Mark> const bare = {box(row.left, row.top, row.right, row.bottom, "")};
    Result<Pixels> const with = annotate(grey(200, 200).view(), marks);
    Result<Pixels> const without = annotate(grey(200, 200).view(), bare);
    ASSERT_TRUE(with.has_value());
    ASSERT_TRUE(without.has_value());
    // A plate of the mark's colour with dark letters on it has appeared.
    EXPECT_GT(count_near(with->view(), {245, 213, 10}, 25),
              count_near(without->view(), {245, 213, 10}, 25) + 200);
    EXPECT_GT(count_near(with->view(), {0, 0, 0}, 60), count_near(without->view(), {0, 0, 0}, 60));
  }
}

TEST(Annotate, CaptionsHideNoSmallBoxWhereThereIsRoom) {
  // Two lines of text, one close under the other: a caption over the second would hide the first.
  std::vector<Mark> const marks = {box(20, 100, 300, 130, "first"),
                                   box(20, 134, 300, 164, "second")};
  Result<Pixels> const drawn = annotate(grey(600, 400).view(), marks);
  ASSERT_TRUE(drawn.has_value());
  for (int const top : {105, 139}) {
    SCOPED_TRACE(top);
    EXPECT_EQ(count_near(drawn->view().part(26, top, 268, 20), {128, 128, 128}, 0), 268 * 20);
  }
}

TEST(Annotate, NonsenseIsNotDrawn) {
  float const nan = std::numeric_limits<float>::quiet_NaN();
  float const far = 1e30F;
  std::vector<Mark> const marks = {box(nan, 0, 10, 10, "x"),
                                   Mark{{{1, 1}, {2, 2}}, "two points", {}}, Mark{{}, "none", {}}};
  Result<Pixels> const drawn = annotate(grey(50, 50).view(), marks);
  ASSERT_TRUE(drawn.has_value());
  EXPECT_EQ(count_near(drawn->view(), {128, 128, 128}, 0), 2500);
  EXPECT_TRUE(annotate(grey(50, 50).view(), std::vector<Mark>{box(-far, -far, far, far, "far")}));
  EXPECT_FALSE(annotate({}, {}).has_value());
}

TEST(Annotate, CaptionThatIsNotUtf8IsStillDrawn) {
  std::vector<Mark> const marks = {box(5, 40, 190, 190, "caf\xE9 \xF0\x28 \x01")};
  EXPECT_TRUE(annotate(grey(200, 200).view(), marks).has_value());
}

TEST(OneLine, Table) {
  struct Row {
    char const* name;
    std::string_view text;
    char const* want;
  };
  Row const rows[] = {{"plain", "Dog", "Dog"},
                      {"umlaut", "\xC3\xA4", "\xC3\xA4"},
                      {"emoji", "\xF0\x9F\x90\xB6", "\xF0\x9F\x90\xB6"},
                      {"line break", "a\nb\tc", "a b c"},
                      {"NUL", std::string_view("a\0b", 3), "a b"},
                      {"lone continuation", "\x80", "\xEF\xBF\xBD"},
                      {"cut sequence", "a\xE2\x82", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
                      {"overlong slash", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
                      {"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
                      {"empty", "", ""}};
  for (Row const& row : rows) EXPECT_EQ(one_line(row.text), row.want) << row.name;
}

TEST(Shorten, Table) {
  struct Row {
    char const* text;
    double width_max;
    char const* want;
  };
  // Ten per character here; the ellipsis is one.
  auto const width_of = [](std::string const& text) {
    return 10.0 * static_cast<double>(std::count_if(text.begin(), text.end(), [](char c) {
             return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
           }));
  };
  Row const rows[] = {{"Dog", 30, "Dog"},
                      {"Dogs", 30, "Do\xE2\x80\xA6"},
                      {"Dogs", 10, "\xE2\x80\xA6"},
                      {"Dogs", 9, ""},
                      {"a bc", 30, "a\xE2\x80\xA6"},
                      {"\xC3\xA4\xC3\xB6\xC3\xBC", 20, "\xC3\xA4\xE2\x80\xA6"},
                      {"", 5, ""}};
  for (Row const& row : rows) EXPECT_EQ(shorten(row.text, row.width_max, width_of), row.want);
}

TEST(PlacePlate, StacksWhereItCan) {
  Plate const picture{0, 0, 1000, 1000};
  Plate const marked{300, 300, 200, 200};
  std::vector<Plate> taken;
  for (int i = 0; i < 8; ++i) {
    Plate const plate = place_plate(150, 30, marked, picture, taken);
    EXPECT_GE(plate.x_px, 0);
    EXPECT_LE(plate.x_px + plate.width_px, 1000);
    for (Plate const& other : taken) {
      bool const apart = plate.x_px >= other.x_px + 150 || other.x_px >= plate.x_px + 150 ||
                         plate.y_px >= other.y_px + 30 || other.y_px >= plate.y_px + 30;
      EXPECT_TRUE(apart) << i;
    }
    taken.push_back(plate);
  }
  EXPECT_EQ(taken[0].y_px, 270);  // above the box first
}

TEST(PlacePlate, StaysInsideEvenWhenTooLarge) {
  Plate const plate = place_plate(50, 30, {90, 90, 10, 10}, {0, 0, 100, 100}, {});
  EXPECT_LE(plate.x_px + plate.width_px, 100);
  EXPECT_LE(plate.y_px + plate.height_px, 100);
  EXPECT_EQ(place_plate(500, 300, {90, 90, 10, 10}, {0, 0, 100, 100}, {}).x_px, 0);
}

}  // namespace
}  // namespace helio::image
