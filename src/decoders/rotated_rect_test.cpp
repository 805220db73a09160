#include "decoders/rotated_rect.hpp"

#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

Point2 turned(Point2 p, float angle_rad) {
  return {p.x * std::cos(angle_rad) - p.y * std::sin(angle_rad),
          p.x * std::sin(angle_rad) + p.y * std::cos(angle_rad)};
}

TEST(ConvexHull, LeavesOutInnerPointsAndPointsOnEdges) {
  auto const hull = convex_hull({{0, 0}, {2, 0}, {4, 0}, {4, 4}, {0, 4}, {2, 2}, {0, 0}, {0, 2}});
  ASSERT_EQ(hull.size(), 4u);
  double twice_area = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Point2 a = hull[i];
    const Point2 b = hull[(i + 1) % 4];
    twice_area += a.x * b.y - a.y * b.x;
  }
  EXPECT_DOUBLE_EQ(twice_area, 32);  // positive: clockwise with y down
}

TEST(ConvexHull, BearsTooFewPoints) {
  EXPECT_TRUE(convex_hull({}).empty());
  EXPECT_EQ(convex_hull({{1, 1}, {1, 1}}).size(), 1u);
  EXPECT_EQ(convex_hull({{1, 1}, {3, 3}, {2, 2}}).size(), 2u);
}

TEST(MinAreaRect, FindsATurnedRectangle) {
  struct Row {
    char const* name;
    float angle_deg, width, height;             // as drawn
    float want_angle, want_width, want_height;  // as named
  };
  const Row rows[] = {{"flat", 0, 40, 10, 0, 40, 10},
                      {"a little clockwise", 20, 40, 10, 20, 40, 10},
                      {"a little the other way", -20, 40, 10, -20, 40, 10},
                      {"nearly half of a right angle", 44, 40, 10, 44, 40, 10},
                      {"steep is tall and flat", 70, 40, 10, -20, 10, 40},
                      {"upright", 90, 40, 10, 0, 10, 40},
                      {"upside down", 180, 40, 10, 0, 40, 10}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    float const angle = row.angle_deg * std::numbers::pi_v<float> / 180;
    std::vector<Point2> points;
    for (float const x : {-0.5f, -0.2f, 0.0f, 0.5f}) {
      for (float const y : {-0.5f, 0.1f, 0.5f}) {
        const Point2 p = turned({x * row.width, y * row.height}, angle);
        points.push_back({p.x + 100, p.y + 50});
      }
    }
    const RotatedRect rect = min_area_rect(points);
    EXPECT_NEAR(rect.angle_rad * 180 / std::numbers::pi_v<float>, row.want_angle, 0.01);
    EXPECT_NEAR(rect.width, row.want_width, 0.01);
    EXPECT_NEAR(rect.height, row.want_height, 0.01);
    EXPECT_NEAR(rect.centre.x, 100, 0.01);
    EXPECT_NEAR(rect.centre.y, 50, 0.01);
  }
}

TEST(MinAreaRect, BearsPointsAndSegments) {
  EXPECT_EQ(min_area_rect({}).width, 0);
  const RotatedRect point = min_area_rect({{3, 4}});
  EXPECT_EQ(point.centre.x, 3);
  EXPECT_EQ(point.width, 0);
  const RotatedRect segment = min_area_rect({{0, 0}, {3, 3}, {1, 1}});
  EXPECT_NEAR(segment.width, std::sqrt(18.0f), 1e-4);
  EXPECT_NEAR(segment.height, 0, 1e-4);
}

// The calipers against trying every edge, and every point inside.
TEST(MinAreaRect, IsTheSmallestOverAllEdges) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> pick(0, 60);
  for (int round = 0; round < 200; ++round) {
    std::vector<Point2> points;
    for (int i = 0; i < 3 + round % 40; ++i) {
      points.push_back({static_cast<float>(pick(random)), static_cast<float>(pick(random))});
    }
    auto const hull = convex_hull(points);
    if (hull.size() < 3) continue;
    double area_min = 1e9;
    for (std::size_t i = 0; i < hull.size(); ++i) {
      const Point2 a = hull[i];
      const Point2 b = hull[(i + 1) % hull.size()];
      float const angle = std::atan2(b.y - a.y, b.x - a.x);
      float x0 = 1e9f;
      float x1 = -1e9f;
      float y0 = 1e9f;
      float y1 = -1e9f;
      for (const Point2 p : hull) {
        const Point2 q = turned(p, -angle);
        x0 = std::min(x0, q.x);
        x1 = std::max(x1, q.x);
        y0 = std::min(y0, q.y);
        y1 = std::max(y1, q.y);
      }
      area_min = std::min(area_min, static_cast<double>(x1 - x0) * (y1 - y0));
    }
    const RotatedRect rect = min_area_rect(points);
    EXPECT_NEAR(static_cast<double>(rect.width) * rect.height, area_min, 0.02) << round;
    for (const Point2 p : points) {
      const Point2 q = turned({p.x - rect.centre.x, p.y - rect.centre.y}, -rect.angle_rad);
      EXPECT_LE(std::abs(q.x), rect.width / 2 + 0.01) << round;
      EXPECT_LE(std::abs(q.y), rect.height / 2 + 0.01) << round;
    }
  }
}

TEST(RotatedRect, CornersAreClockwiseFromTopLeft) {
  const Quad quad = RotatedRect{{10, 5}, 8, 4, 0}.corners();
  EXPECT_FLOAT_EQ(quad[0].x, 6);
  EXPECT_FLOAT_EQ(quad[0].y, 3);
  EXPECT_FLOAT_EQ(quad[1].x, 14);
  EXPECT_FLOAT_EQ(quad[2].y, 7);
  EXPECT_FLOAT_EQ(quad[3].x, 6);
}

}  // namespace
}  // namespace helio::decoders
