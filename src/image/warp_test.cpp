#include "image/warp.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

namespace helio::image {
namespace {

template <typename Paint>
Pixels painted(int width_px, int height_px, Paint paint) {
  Pixels pixels(width_px, height_px);
  for (int y = 0; y < height_px; ++y) {
    for (int x = 0; x < width_px; ++x) {
      for (int c = 0; c < 3; ++c) {
        pixels.edit().row(y)[3 * x + c] = static_cast<std::uint8_t>(paint(x, y, c));
      }
    }
  }
  return pixels;
}

Pixels noise(int width_px, int height_px) {
  std::mt19937 random(7);
  return painted(width_px, height_px,
                 [&](int, int, int) { return static_cast<int>(random() & 0xFFU); });
}

int largest_difference(PixelsView a, PixelsView b) {
  int largest = 0;
  for (int y = 0; y < a.height_px; ++y) {
    for (int i = 0; i < 3 * a.width_px; ++i) {
      largest = std::max(largest, std::abs(a.row(y)[i] - b.row(y)[i]));
    }
  }
  return largest;
}

// The definition, slowly: each destination pixel is the triangle-weighted mean of the source.
Pixels reference_resize(PixelsView source, int width_px, int height_px) {
  double const sx = static_cast<double>(source.width_px) / width_px;
  double const sy = static_cast<double>(source.height_px) / height_px;
  auto const weight = [](int at, double centre, double scale) {
    return std::max(0.0, 1 - std::abs(at + 0.5 - centre) / std::max(scale, 1.0));
  };
  return painted(width_px, height_px, [&](int x, int y, int c) {
    double sum = 0;
    double total = 0;
    for (int v = 0; v < source.height_px; ++v) {
      double const down = weight(v, (y + 0.5) * sy, sy);
      if (down == 0) continue;
      for (int u = 0; u < source.width_px; ++u) {
        double const share = down * weight(u, (x + 0.5) * sx, sx);
        sum += share * source.row(v)[3 * u + c];
        total += share;
      }
    }
    return static_cast<int>(std::lround(sum / total));
  });
}

TEST(Resize, MatchesTheReference) {
  struct Row {
    char const* name;
    int from_width, from_height, to_width, to_height;
    int tolerance;  // in levels, on noise, the worst picture there is
  };
  // Shrinking by four and more goes through a box filter first, which is not quite the triangle.
  const Row rows[] = {
      {"same size", 17, 9, 17, 9, 0},       {"half", 40, 30, 20, 15, 1},
      {"odd ratio", 41, 29, 23, 17, 1},     {"enlarged", 7, 5, 30, 20, 1},
      {"one pixel", 1, 1, 9, 9, 0},         {"to one pixel", 12, 12, 1, 1, 8},
      {"one row", 33, 1, 11, 1, 2},         {"wide to tall", 60, 10, 10, 60, 20},
      {"five times", 200, 150, 40, 30, 12}, {"seven and a bit", 155, 99, 20, 13, 12}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    const Pixels source = noise(row.from_width, row.from_height);
    Pixels got(row.to_width, row.to_height);
    resize(source.view(), got.edit());
    const Pixels want = reference_resize(source.view(), row.to_width, row.to_height);
    EXPECT_LE(largest_difference(got.view(), want.view()), row.tolerance);
  }
}

TEST(Resize, FlatColourStaysItself) {
  for (int const level : {0, 1, 127, 254, 255}) {
    const Pixels source =
        painted(613, 407, [&](int, int, int c) { return c == 1 ? 255 - level : level; });
    for (int const side : {1, 3, 64, 224, 700}) {
      Pixels got(side, side);
      resize(source.view(), got.edit());
      const Pixels want =
          painted(side, side, [&](int, int, int c) { return c == 1 ? 255 - level : level; });
      ASSERT_EQ(largest_difference(got.view(), want.view()), 0) << level << " at " << side;
    }
  }
}

TEST(Resize, GradientKeepsItsSlope) {
  const Pixels source = painted(1024, 64, [](int x, int, int) { return x / 4; });
  Pixels got(128, 8);
  resize(source.view(), got.edit());
  // Column x covers source columns 8x to 8x + 7, whose mean is 2x + 0.5; the ends see one side.
  for (int x = 2; x < 126; ++x) EXPECT_NEAR(got.view().row(4)[3 * x], 2 * x + 0.5, 1.0) << x;
}

TEST(Resize, WritesOnlyTheDestination) {
  Pixels canvas = painted(20, 20, [](int, int, int) { return 9; });
  const Pixels source = painted(50, 50, [](int, int, int) { return 200; });
  const MutablePixels whole = canvas.edit();
  resize(source.view(), {whole.row(5) + 3 * 4, 10, 8, whole.stride_bytes});
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 20; ++x) {
      bool const inside = x >= 4 && x < 14 && y >= 5 && y < 13;
      ASSERT_EQ(canvas.view().row(y)[3 * x], inside ? 200 : 9) << x << ',' << y;
    }
  }
}

TEST(Letterbox, CentresThePictureAndMapsBack) {
  struct Row {
    char const* name;
    int width, height;
    int left, top;  // of the picture within 100 x 100
  };
  const Row rows[] = {{"wide", 200, 100, 0, 25},
                      {"tall", 100, 400, 37, 0},
                      {"square", 50, 50, 0, 0},
                      {"a line", 1000, 1, 0, 49}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    const Pixels source = painted(row.width, row.height, [](int, int, int) { return 250; });
    Pixels out(100, 100);
    const Affine back = letterbox(source.view(), out.edit(), 7);
    EXPECT_EQ(out.view().row(row.top)[3 * 50], 250);
    if (row.left > 0) {
      EXPECT_EQ(out.view().row(50)[3 * (row.left - 1)], 7);
    }
    if (row.top > 0) {
      EXPECT_EQ(out.view().row(row.top - 1)[3 * 50], 7);
    }
    EXPECT_EQ(out.view().row(row.top)[3 * row.left], 250);
    const PointPx corner = back({static_cast<float>(row.left), static_cast<float>(row.top)});
    EXPECT_NEAR(corner.x_px, 0, 1e-3);
    EXPECT_NEAR(corner.y_px, 0, 1e-3);
    const PointPx opposite =
        back({static_cast<float>(100 - row.left), static_cast<float>(100 - row.top)});
    EXPECT_NEAR(opposite.x_px, row.width, row.width * 0.05);
  }
}

TEST(CropAffine, WholePixelsAreCopiedExactly) {
  const Pixels source = noise(30, 20);
  Pixels out(10, 8);
  crop_affine(source.view(), Affine{1, 0, 5, 0, 1, 7}, out.edit());
  EXPECT_EQ(largest_difference(out.view(), source.view().part(5, 7, 10, 8)), 0);
}

TEST(CropAffine, OutsideIsFilled) {
  const Pixels source = painted(4, 4, [](int, int, int) { return 100; });
  Pixels out(8, 8);
  crop_affine(source.view(), Affine{1, 0, -2, 0, 1, -2}, out.edit(), 33);
  EXPECT_EQ(out.view().row(0)[0], 33);
  EXPECT_EQ(out.view().row(7)[3 * 7], 33);
  EXPECT_EQ(out.view().row(3)[3 * 3], 100);
}

TEST(CropAffine, NonsenseMapsStayInside) {
  const Pixels source = noise(4, 4);
  Pixels out(3, 3);
  float const nan = std::nanf("");
  for (float const wild : {nan, 1e30F, -1e30F}) {
    crop_affine(source.view(), Affine{wild, wild, wild, wild, wild, wild}, out.edit(), 5);
    crop_quad(source.view(), {{{wild, wild}, {wild, 0}, {0, wild}, {wild, 3}}}, out.edit());
  }
  SUCCEED();
}

TEST(SquareAround, TurnsClockwise) {
  // A quarter turn clockwise: what lies to the right of the destination is below in the source.
  const Affine map = square_around({50, 40}, 20, std::acos(-1.0F) / 2, 10);
  const PointPx centre = map({5, 5});
  EXPECT_NEAR(centre.x_px, 50, 1e-4);
  EXPECT_NEAR(centre.y_px, 40, 1e-4);
  const PointPx right = map({10, 5});
  EXPECT_NEAR(right.x_px, 50, 1e-4);
  EXPECT_NEAR(right.y_px, 50, 1e-4);
}

TEST(CropQuad, UprightRectangleIsCopiedExactly) {
  const Pixels source = noise(30, 20);
  Pixels out(10, 8);
  crop_quad(source.view(), {{{5, 7}, {15, 7}, {15, 15}, {5, 15}}}, out.edit());
  EXPECT_EQ(largest_difference(out.view(), source.view().part(5, 7, 10, 8)), 0);
}

TEST(CropQuad, TurnedCornersTurnThePicture) {
  const Pixels source = noise(12, 12);
  Pixels out(12, 12);
  // The reader's top-left is the stored top-right: a quarter turn counter-clockwise.
  crop_quad(source.view(), {{{12, 0}, {12, 12}, {0, 12}, {0, 0}}}, out.edit());
  for (int y = 0; y < 12; ++y) {
    for (int x = 0; x < 12; ++x) {
      ASSERT_EQ(out.view().row(y)[3 * x], source.view().row(x)[3 * (11 - y)]);
    }
  }
}

TEST(CropQuad, EdgesAreRepeatedOutside) {
  const Pixels source = painted(6, 6, [](int x, int, int) { return x == 5 ? 200 : 10; });
  Pixels out(4, 4);
  crop_quad(source.view(), {{{6, 1}, {10, 1}, {10, 5}, {6, 5}}}, out.edit());
  EXPECT_EQ(out.view().row(2)[3 * 1], 200);
  EXPECT_EQ(out.view().row(2)[3 * 3], 200);
}

TEST(CropQuad, PerspectiveKeepsCornersInPlace) {
  const Pixels source = painted(200, 200, [](int x, int y, int c) { return c == 0 ? x : y; });
  const std::array<PointPx, 4> corners{{{20, 30}, {150, 10}, {180, 170}, {40, 120}}};
  Pixels out(100, 100);
  crop_quad(source.view(), corners, out.edit());
  int const xs[] = {0, 99, 99, 0};
  int const ys[] = {0, 0, 99, 99};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(out.view().row(ys[i])[3 * xs[i]], corners[i].x_px, 2.0);
    EXPECT_NEAR(out.view().row(ys[i])[3 * xs[i] + 1], corners[i].y_px, 2.0);
  }
}

}  // namespace
}  // namespace helio::image
