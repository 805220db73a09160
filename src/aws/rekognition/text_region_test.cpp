// Goal: how much of a word lies in a region, for boxes, slanted words and regions with a dent.
#include "aws/rekognition/text_region.hpp"

#include <gtest/gtest.h>

namespace helio::aws::rekognition {
namespace {

using Word = std::array<vision::Point, 4>;

TEST(TextRegion, ShareInside) {
  struct Row {
    char const* name;
    Word word;
    TextRegion region;
    double share;
  };
  constexpr Word kUnit = {{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
  constexpr Word kTurned = {{{1, 1}, {0, 1}, {0, 0}, {1, 0}}};
  constexpr Word kMirrored = {{{0, 0}, {0, 1}, {1, 1}, {1, 0}}};
  constexpr Word kSlanted = {{{0.5, 0}, {1, 0.5}, {0.5, 1}, {0, 0.5}}};
  TextRegion const left_half = {{-1, -1}, {0.5, -1}, {0.5, 2}, {-1, 2}};
  Row const rows[] = {
      {"all", kUnit, {{-1, -1}, {2, -1}, {2, 2}, {-1, 2}}, 1},
      {"half", kUnit, left_half, 0.5},
      {"half of an upside-down word", kTurned, left_half, 0.5},
      {"half of a mirrored word", kMirrored, left_half, 0.5},
      {"half of a slanted word", kSlanted, left_half, 0.5},
      {"beside", kUnit, {{2, 2}, {3, 2}, {3, 3}, {2, 3}}, 0},
      {"touching", kUnit, {{1, 0}, {2, 0}, {2, 1}, {1, 1}}, 0},
      {"a region within", kUnit, {{0.25, 0.25}, {0.75, 0.25}, {0.75, 0.75}, {0.25, 0.75}}, 0.25},
      {"a triangle", kUnit, {{0, 0}, {1, 0}, {0, 1}}, 0.5},
      {"an L", kUnit, {{0, 0}, {1, 0}, {1, 0.5}, {0.5, 0.5}, {0.5, 1}, {0, 1}}, 0.75},
      {"a word without area", {{{0, 0}, {1, 0}, {1, 0}, {0, 0}}}, left_half, 0},
  };
  for (Row const& row : rows) {
    EXPECT_NEAR(share_inside(row.word, row.region), row.share, 1e-9) << row.name;
  }
}

}  // namespace
}  // namespace helio::aws::rekognition
