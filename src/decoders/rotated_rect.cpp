#include "decoders/rotated_rect.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

namespace helio::decoders {
namespace {

// Twice the signed area of the triangle: positive when o, a, b turn clockwise on a screen. In
// double, since pixel coordinates of large maps lose bits in a float product.
double turn(Point2 o, Point2 a, Point2 b) {
  return (static_cast<double>(a.x) - o.x) * (static_cast<double>(b.y) - o.y) -
         (static_cast<double>(a.y) - o.y) * (static_cast<double>(b.x) - o.x);
}

struct Axis {
  double x = 1, y = 0;  // unit length
  [[nodiscard]] double along(Point2 p) const { return p.x * x + p.y * y; }
  [[nodiscard]] double across(Point2 p) const { return p.y * x - p.x * y; }
};

RotatedRect rect_on(Axis axis, double along_min, double along_max, double across_min,
                    double across_max) {
  double const along = (along_min + along_max) / 2;
  double const across = (across_min + across_max) / 2;
  RotatedRect rect;
  rect.centre = {static_cast<float>(along * axis.x - across * axis.y),
                 static_cast<float>(along * axis.y + across * axis.x)};
  rect.width = static_cast<float>(along_max - along_min);
  rect.height = static_cast<float>(across_max - across_min);
  double angle = std::atan2(axis.y, axis.x);
  // The same rectangle has four angles a quarter turn apart; the flattest one is its name.
  constexpr double kQuarter = std::numbers::pi / 2;
  while (angle > kQuarter / 2 + 1e-9) {
    angle -= kQuarter;
    std::swap(rect.width, rect.height);
  }
  while (angle <= -kQuarter / 2 + 1e-9) {
    angle += kQuarter;
    std::swap(rect.width, rect.height);
  }
  rect.angle_rad = static_cast<float>(angle);
  return rect;
}

void add_chain(std::vector<Point2> const& points, std::vector<Point2>& hull) {
  const std::size_t fixed = hull.size();
  for (const Point2 p : points) {
    while (hull.size() >= fixed + 2 && turn(hull[hull.size() - 2], hull.back(), p) <= 0) {
      hull.pop_back();
    }
    hull.push_back(p);
  }
  hull.pop_back();  // the next chain starts with it
}

}  // namespace

Quad RotatedRect::corners() const noexcept {
  float const across_x = std::cos(angle_rad) * width / 2;
  float const across_y = std::sin(angle_rad) * width / 2;
  float const down_x = -std::sin(angle_rad) * height / 2;
  float const down_y = std::cos(angle_rad) * height / 2;
  return {Point2{centre.x - across_x - down_x, centre.y - across_y - down_y},
          Point2{centre.x + across_x - down_x, centre.y + across_y - down_y},
          Point2{centre.x + across_x + down_x, centre.y + across_y + down_y},
          Point2{centre.x - across_x + down_x, centre.y - across_y + down_y}};
}

std::vector<Point2> convex_hull(std::vector<Point2> points) {
  auto const before = [](Point2 a, Point2 b) { return a.x < b.x || (a.x == b.x && a.y < b.y); };
  auto const same = [](Point2 a, Point2 b) { return a.x == b.x && a.y == b.y; };
  std::sort(points.begin(), points.end(), before);
  points.erase(std::unique(points.begin(), points.end(), same), points.end());
  if (points.size() < 3) return points;
  std::vector<Point2> hull;
  add_chain(points, hull);
  std::reverse(points.begin(), points.end());
  add_chain(points, hull);
  return hull;
}

RotatedRect min_area_rect(std::vector<Point2> points) {
  const std::vector<Point2> hull = convex_hull(std::move(points));
  const std::size_t count = hull.size();
  if (count == 0) return {};
  if (count == 1) return {hull[0], 0, 0, 0};
  // While the edge turns clockwise once around the hull, the points furthest along, across and
  // back only move forward, so the whole search is linear.
  std::size_t front = 0;
  std::size_t far = 0;
  std::size_t back = 0;
  RotatedRect best;
  double area_min = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < count; ++i) {
    const Point2 from = hull[i];
    const Point2 to = hull[(i + 1) % count];
    double const length = std::hypot(to.x - from.x, to.y - from.y);
    const Axis axis{(to.x - from.x) / length, (to.y - from.y) / length};
    auto const climb = [&](std::size_t start, auto height_of) {
      std::size_t at = start;
      for (std::size_t step = 0; step < count; ++step) {
        const std::size_t next = (at + 1) % count;
        if (height_of(hull[next]) < height_of(hull[at])) break;
        at = next;
      }
      return at;
    };
    if (i == 0) {
      auto const furthest = [&](auto height_of) {
        return static_cast<std::size_t>(
            std::max_element(hull.begin(), hull.end(),
                             [&](Point2 a, Point2 b) { return height_of(a) < height_of(b); }) -
            hull.begin());
      };
      front = furthest([&](Point2 p) { return axis.along(p); });
      far = furthest([&](Point2 p) { return axis.across(p); });
      back = furthest([&](Point2 p) { return -axis.along(p); });
    } else {
      front = climb(front, [&](Point2 p) { return axis.along(p); });
      far = climb(far, [&](Point2 p) { return axis.across(p); });
      back = climb(back, [&](Point2 p) { return -axis.along(p); });
    }
    double const along = axis.along(hull[front]) - axis.along(hull[back]);
    double const across = axis.across(hull[far]) - axis.across(from);
    if (along * across >= area_min) continue;
    area_min = along * across;
    best = rect_on(axis, axis.along(hull[back]), axis.along(hull[front]), axis.across(from),
                   axis.across(hull[far]));
  }
  return best;
}

}  // namespace helio::decoders
