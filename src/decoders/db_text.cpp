#include "decoders/db_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>

namespace helio::decoders {
namespace {

constexpr std::int64_t kValuesMax = std::int64_t{1} << 26;

// Pixels x0 <= x < x1 of row y that are above the threshold.
struct Run {
  int y = 0, x0 = 0, x1 = 0;
};

struct Map {
  std::span<float const> values;
  int width = 0;
  int height = 0;
  [[nodiscard]] float const* row(int y) const {
    return values.data() + static_cast<std::ptrdiff_t>(y) * width;
  }
};

Result<Map> read_map(TensorView const& tensor) {
  const std::size_t rank = tensor.shape.size();
  auto const refuse = [&] {
    return unexpected_output("The map of text is " + shape_text(tensor) +
                             "; 1 x 1 x height x width was expected.");
  };
  if (rank < 2) return refuse();
  for (std::size_t i = 0; i + 2 < rank; ++i) {
    if (tensor.shape[i] != 1) return refuse();
  }
  const std::int64_t height = tensor.shape[rank - 2];
  const std::int64_t width = tensor.shape[rank - 1];
  if (height < 1 || width < 1 || height > kValuesMax || width > kValuesMax ||
      height * width > kValuesMax) {
    return refuse();
  }
  if (auto ok = expect_values(tensor, static_cast<std::size_t>(height * width), "The map of text");
      !ok) {
    return fail(ok);
  }
  return Map{tensor.values, static_cast<int>(width), static_cast<int>(height)};
}

std::vector<Run> find_runs(Map const& map, float threshold) {
  std::vector<Run> runs;
  for (int y = 0; y < map.height; ++y) {
    float const* row = map.row(y);
    for (int x = 0; x < map.width; ++x) {
      if (!(row[x] > threshold)) continue;
      int const x0 = x;
      while (x < map.width && row[x] > threshold) ++x;
      runs.push_back({y, x0, x});
    }
  }
  return runs;
}

// Union-find over runs: parent[i] <= i, so a root is its component's first run.
class Forest {
 public:
  explicit Forest(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

// Joins runs of neighbouring rows that touch, corners included.
Forest join_runs(std::vector<Run> const& runs) {
  Forest forest(runs.size());
  std::size_t above = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    while (runs[above].y + 1 < runs[i].y ||
           (runs[above].y + 1 == runs[i].y && runs[above].x1 < runs[i].x0)) {
      ++above;
    }
    for (std::size_t j = above; runs[j].y + 1 == runs[i].y && runs[j].x0 <= runs[i].x1; ++j) {
      forest.join(i, j);
    }
  }
  return forest;
}

struct Core {
  std::vector<Run> runs;
  std::int64_t area_px = 0;
};

// The largest `count_max` components of at least the smallest area a kept rectangle can have.
std::vector<Core> find_cores(Map const& map, DbTextOptions const& options) {
  const std::vector<Run> runs = find_runs(map, options.bin_threshold);
  Forest forest = join_runs(runs);
  std::vector<std::int64_t> area(runs.size(), 0);
  for (std::size_t i = 0; i < runs.size(); ++i) area[forest.root(i)] += runs[i].x1 - runs[i].x0;
  std::vector<std::size_t> roots;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (forest.root(i) == i && area[i] > 3) roots.push_back(i);
  }
  std::stable_sort(roots.begin(), roots.end(),
                   [&](std::size_t a, std::size_t b) { return area[a] > area[b]; });
  if (roots.size() > options.boxes_max) roots.resize(options.boxes_max);
  std::sort(roots.begin(), roots.end());
  constexpr auto kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> place(runs.size(), kNone);
  std::vector<Core> cores(roots.size());
  for (std::size_t i = 0; i < roots.size(); ++i) {
    place[roots[i]] = i;
    cores[i].area_px = area[roots[i]];
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t at = place[forest.root(i)];
    if (at != kNone) cores[at].runs.push_back(runs[i]);
  }
  return cores;
}

RotatedRect rect_around(Core const& core) {
  std::vector<Point2> points;
  points.reserve(core.runs.size() * 4);
  for (Run const& run : core.runs) {
    for (int const x : {run.x0, run.x1}) {
      points.push_back({static_cast<float>(x), static_cast<float>(run.y)});
      points.push_back({static_cast<float>(x), static_cast<float>(run.y + 1)});
    }
  }
  return min_area_rect(std::move(points));
}

// Mean of the map over the pixels whose centres lie in the rectangle.
float mean_inside(Map const& map, RotatedRect const& rect) {
  const Quad quad = rect.corners();
  float top = quad[0].y;
  float bottom = quad[0].y;
  for (const Point2 p : quad) {
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  int const y0 = std::clamp(static_cast<int>(std::floor(top)), 0, map.height);
  int const y1 = std::clamp(static_cast<int>(std::ceil(bottom)), 0, map.height);
  double sum = 0;
  std::int64_t count = 0;
  for (int y = y0; y < y1; ++y) {
    float const line = static_cast<float>(y) + 0.5f;
    float left = static_cast<float>(map.width);
    float right = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const Point2 a = quad[i];
      const Point2 b = quad[(i + 1) % 4];
      if ((a.y <= line) == (b.y <= line)) continue;
      float const x = a.x + (b.x - a.x) * (line - a.y) / (b.y - a.y);
      left = std::min(left, x);
      right = std::max(right, x);
    }
    int const x0 = std::clamp(static_cast<int>(std::lround(left)), 0, map.width);
    int const x1 = std::clamp(static_cast<int>(std::lround(right)), 0, map.width);
    float const* row = map.row(y);
    for (int x = x0; x < x1; ++x) sum += row[x];
    count += std::max(0, x1 - x0);
  }
  return count > 0 ? static_cast<float>(sum / static_cast<double>(count)) : 0.0f;
}

}  // namespace

Result<std::vector<TextRegion>> decode_db_text(TensorView const& tensor,
                                               DbTextOptions const& options) {
  auto map = read_map(tensor);
  if (!map) return fail(map);
  std::vector<TextRegion> regions;
  for (Core const& core : find_cores(*map, options)) {
    RotatedRect rect = rect_around(core);
    if (std::min(rect.width, rect.height) < options.core_side_px_min) continue;
    float const score = mean_inside(*map, rect);
    if (!(score >= options.box_score_min)) continue;
    float const grow =
        rect.width * rect.height * options.unclip_ratio / (2 * (rect.width + rect.height));
    rect.width += 2 * grow;
    rect.height += 2 * grow;
    TextRegion region{rect.corners(), std::min(score, 1.0f), std::min(rect.width, rect.height)};
    for (Point2& corner : region.corners) {
      corner.x /= static_cast<float>(map->width);
      corner.y /= static_cast<float>(map->height);
    }
    regions.push_back(region);
  }
  return regions;
}

}  // namespace helio::decoders
