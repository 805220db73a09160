// RotatedRect: the smallest rectangle, at any angle, around a set of points.
//
// Coordinates are pixels with y down; "clockwise" is as seen on a screen. The hull is Andrew's
// monotone chain (1979), the rectangle Toussaint's rotating calipers (1983): one of its sides lies
// on an edge of the hull.
// Threads  pure functions.
#pragma once

#include <array>
#include <vector>

namespace helio::decoders {

struct Point2 {
  float x = 0, y = 0;
};

// Clockwise; the first edge runs within 45 degrees of left to right, so the first corner is the
// one a reader would call top-left.
using Quad = std::array<Point2, 4>;

struct RotatedRect {
  Point2 centre;
  float width = 0;      // along the angle
  float height = 0;     // across it
  float angle_rad = 0;  // of the width from the x axis, clockwise: -pi/4 (excluded) to pi/4

  [[nodiscard]] Quad corners() const noexcept;
};

// Corners of the convex hull, clockwise, without points on its edges. Fewer than three different
// points give what there is.
[[nodiscard]] std::vector<Point2> convex_hull(std::vector<Point2> points);

// Around finite points; no points give a rectangle of no size.
[[nodiscard]] RotatedRect min_area_rect(std::vector<Point2> points);

}  // namespace helio::decoders
