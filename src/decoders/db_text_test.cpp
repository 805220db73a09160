#include "decoders/db_text.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

struct Drawing {
  int width, height;
  std::vector<float> values;

  Drawing(int width_px, int height_px)
      : width(width_px),
        height(height_px),
        values(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px), 0.0f) {}

  void fill(float x0, float y0, float x1, float y1, float value, float angle_rad = 0) {
    float const cx = (x0 + x1) / 2;
    float const cy = (y0 + y1) / 2;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        float const dx = static_cast<float>(x) + 0.5f - cx;
        float const dy = static_cast<float>(y) + 0.5f - cy;
        float const along = dx * std::cos(angle_rad) + dy * std::sin(angle_rad);
        float const across = dy * std::cos(angle_rad) - dx * std::sin(angle_rad);
        if (std::abs(along) < (x1 - x0) / 2 && std::abs(across) < (y1 - y0) / 2) {
          values[static_cast<std::size_t>(y * width + x)] = value;
        }
      }
    }
  }

  [[nodiscard]] Result<std::vector<TextRegion>> decode(DbTextOptions options = {}) const {
    return decode_db_text({{1, 1, height, width}, values}, options);
  }
};

TEST(DbText, GrowsACoreByAreaOverPerimeter) {
  Drawing map(200, 100);
  map.fill(50, 40, 150, 50, 0.9f);  // 100 x 10: grows by 1000 * 1.6 / 220 = 7.2727 on each side
  auto const got = map.decode();
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 1u);
  TextRegion const& region = got->front();
  EXPECT_NEAR(region.score, 0.9f, 1e-5);
  EXPECT_NEAR(region.height_px, 10 + 2 * 7.2727, 1e-3);
  EXPECT_NEAR(region.corners[0].x * 200, 50 - 7.2727, 1e-3);
  EXPECT_NEAR(region.corners[0].y * 100, 40 - 7.2727, 1e-3);
  EXPECT_NEAR(region.corners[2].x * 200, 150 + 7.2727, 1e-3);
  EXPECT_NEAR(region.corners[2].y * 100, 50 + 7.2727, 1e-3);
}

TEST(DbText, FindsTheAngleOfALine) {
  for (float const angle_deg : {-30.0f, 15.0f, 40.0f}) {
    Drawing map(300, 300);
    map.fill(60, 140, 240, 160, 0.8f, angle_deg * std::numbers::pi_v<float> / 180);
    auto const got = map.decode();
    ASSERT_TRUE(got.has_value());
    ASSERT_EQ(got->size(), 1u);
    Quad const& quad = got->front().corners;
    float const along = std::atan2(quad[1].y - quad[0].y, quad[1].x - quad[0].x);
    EXPECT_NEAR(along * 180 / std::numbers::pi_v<float>, angle_deg, 1.5);
  }
}

TEST(DbText, KeepsAndDrops) {
  struct Row {
    char const* name;
    std::function<void(Drawing&)> draw;
    DbTextOptions options;
    std::size_t want;
  };
  const Row rows[] = {
      {"nothing", [](Drawing&) {}, {}, 0},
      {"two lines",
       [](Drawing& m) { m.fill(5, 5, 60, 12, 0.9f), m.fill(5, 20, 60, 27, 0.9f); },
       {},
       2},
      {"touching by a corner is one",
       [](Drawing& m) { m.fill(5, 5, 30, 12, 0.9f), m.fill(30, 12, 60, 20, 0.9f); },
       {.box_score_min = 0.1f},
       1},
      {"a U of two arms is one",
       [](Drawing& m) {
         m.fill(5, 5, 10, 40, 0.9f), m.fill(50, 5, 55, 40, 0.9f), m.fill(5, 40, 55, 45, 0.9f);
       },
       {.box_score_min = 0.1f},
       1},
      {"below the threshold", [](Drawing& m) { m.fill(5, 5, 60, 12, 0.29f); }, {}, 0},
      {"weak on the whole", [](Drawing& m) { m.fill(5, 5, 60, 12, 0.45f); }, {}, 0},
      {"too thin", [](Drawing& m) { m.fill(5, 5, 60, 7, 0.9f); }, {}, 0},
      {"the largest",
       [](Drawing& m) { m.fill(5, 5, 60, 12, 0.9f), m.fill(5, 20, 90, 27, 0.9f); },
       {.boxes_max = 1},
       1},
      {"none wanted", [](Drawing& m) { m.fill(5, 5, 60, 12, 0.9f); }, {.boxes_max = 0}, 0},
      {"all of the map", [](Drawing& m) { m.fill(0, 0, 100, 50, 1.0f); }, {}, 1},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    Drawing map(100, 50);
    row.draw(map);
    auto const got = map.decode(row.options);
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->size(), row.want);
    if (std::string_view(row.name) == "the largest" && !got->empty()) {
      EXPECT_GT(got->front().corners[2].x, 0.85f);
    }
  }
}

TEST(DbText, RefusesWhatIsNoMap) {
  struct Row {
    char const* name;
    std::vector<std::int64_t> shape;
    std::vector<float> values;
  };
  const Row rows[] = {{"no tensor", {}, {}},
                      {"one dimension", {4}, {0, 0, 0, 0}},
                      {"two channels", {1, 2, 1, 2}, {0, 0, 0, 0}},
                      {"no height", {1, 1, 0, 4}, {}},
                      {"a negative side", {1, 1, -2, -2}, {0, 0, 0, 0}},
                      {"a side beyond memory", {1, 1, std::int64_t{1} << 40, 4}, {0, 0, 0, 0}},
                      {"too few values", {1, 1, 2, 2}, {0, 0, 0}},
                      {"not a number", {1, 1, 2, 2}, {0, 0, kNan, 0}}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_db_text({row.shape, row.values}, {});
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
  }
}

}  // namespace
}  // namespace helio::decoders
