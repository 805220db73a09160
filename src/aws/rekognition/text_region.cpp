#include "aws/rekognition/text_region.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/rekognition/inspector.hpp"
#include "base/json_members.hpp"

namespace helio::aws::rekognition {
namespace {

using vision::Point;

double number_or_0(Json const& object, char const* name) {
  return json::number_member(object, name).value_or(0);
}

// Twice the area to the left of a -> b -> c; negative to the right.
double turn(Point const& a, Point const& b, Point const& c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

double signed_area(std::span<Point const> polygon) {
  double twice = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    Point const& a = polygon[i];
    Point const& b = polygon[(i + 1) % polygon.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

// What of `polygon` lies on the inner side of the line a -> b: `side` 1 for left, -1 for right.
TextRegion cut(TextRegion const& polygon, Point const& a, Point const& b, double side) {
  TextRegion kept;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    Point const& from = polygon[i];
    Point const& to = polygon[(i + 1) % polygon.size()];
    double const at_from = side * turn(a, b, from);
    double const at_to = side * turn(a, b, to);
    if (at_from >= 0) kept.push_back(from);
    if ((at_from >= 0) != (at_to >= 0)) {
      double const share = at_from / (at_from - at_to);
      kept.push_back({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)});
    }
  }
  return kept;
}

Result<TextRegion> region_of(Json const& region) {
  Json const& box = member(region, "BoundingBox");
  Json const& polygon = member(region, "Polygon");
  if (box.is_null() == polygon.is_null()) {
    return invalid_parameter("A region of interest has either a BoundingBox or a Polygon.");
  }
  TextRegion corners;
  if (polygon.is_null()) {
    double const left = number_or_0(box, "Left");
    double const top = number_or_0(box, "Top");
    double const right = left + number_or_0(box, "Width");
    double const bottom = top + number_or_0(box, "Height");
    if (!(right > left && bottom > top)) {
      return invalid_parameter("A region's BoundingBox needs a Width and a Height above 0.");
    }
    corners = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
  } else {
    if (polygon.size() < 3 || polygon.size() > kRegionPointsMax) {
      return invalid_parameter("A region's Polygon has 3 to " + std::to_string(kRegionPointsMax) +
                               " points.");
    }
    for (Json const& point : polygon) {
      corners.push_back({number_or_0(point, "X"), number_or_0(point, "Y")});
    }
  }
  for (Point const& corner : corners) {
    if (!(std::abs(corner.x) <= 2 && std::abs(corner.y) <= 2)) {
      return invalid_parameter("Regions of interest are in fractions of the picture, 0 to 1.");
    }
  }
  return corners;
}

}  // namespace

Result<std::vector<TextRegion>> regions_of(Json const& regions_of_interest) {
  std::vector<TextRegion> regions;
  if (regions_of_interest.is_null()) return regions;
  for (Json const& one : regions_of_interest) {
    auto region = region_of(one);
    if (!region) return fail(region);
    regions.push_back(std::move(*region));
  }
  return regions;
}

double share_inside(std::array<Point, 4> const& word, TextRegion const& region) {
  double const area = signed_area(word);
  if (area == 0) return 0;
  double const side = area > 0 ? 1 : -1;
  TextRegion inside = region;
  for (std::size_t i = 0; i < word.size() && !inside.empty(); ++i) {
    inside = cut(inside, word[i], word[(i + 1) % word.size()], side);
  }
  return std::clamp(std::abs(signed_area(inside)) / std::abs(area), 0.0, 1.0);
}

}  // namespace helio::aws::rekognition
