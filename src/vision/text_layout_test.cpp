#include "vision/text_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include <gtest/gtest.h>

namespace helio::vision {
namespace {

// A line of text on a page: where it stands upright, and its name.
struct Placed {
  float x, y, width, height;
  char const* name;
};

TextQuad quad_of(Placed const& p, float angle_deg) {
  float const angle = angle_deg * std::numbers::pi_v<float> / 180;
  auto const at = [&](float x, float y) {
    return image::PointPx{1000 + x * std::cos(angle) - y * std::sin(angle),
                          1000 + x * std::sin(angle) + y * std::cos(angle)};
  };
  return {at(p.x, p.y), at(p.x + p.width, p.y), at(p.x + p.width, p.y + p.height),
          at(p.x, p.y + p.height)};
}

// Names in reading order, when the page is turned by `angle_deg`.
std::string order_of(std::vector<Placed> const& page, float angle_deg) {
  std::vector<TextQuad> quads;
  for (Placed const& p : page) quads.push_back(quad_of(p, angle_deg));
  std::string names;
  for (std::size_t const i : reading_order(quads)) {
    if (!names.empty()) names += ' ';
    names += page[i].name;
  }
  return names;
}

TEST(ReadingOrder, Table) {
  struct Row {
    char const* name;
    std::vector<Placed> page;
    char const* want;
  };
  Row const rows[] = {
      {"nothing", {}, ""},
      {"one", {{0, 0, 100, 20, "a"}}, "a"},
      {"rows of a receipt",
       {{300, 42, 40, 20, "d"},
        {0, 0, 120, 20, "a"},
        {0, 40, 130, 20, "c"},
        {300, 3, 40, 20, "b"},
        {0, 80, 110, 20, "e"},
        {300, 80, 50, 20, "f"},
        {0, 120, 140, 20, "g"},
        {300, 118, 40, 20, "h"},
        {0, 160, 200, 20, "i"},
        {300, 160, 40, 20, "j"}},
       "a b c d e f g h i j"},
      {"two columns under a title",
       {{0, 100, 300, 20, "a1"},
        {400, 100, 300, 20, "b1"},
        {0, 130, 300, 20, "a2"},
        {400, 130, 300, 20, "b2"},
        {0, 160, 300, 20, "a3"},
        {400, 160, 300, 20, "b3"},
        {0, 190, 300, 20, "a4"},
        {400, 190, 300, 20, "b4"},
        {150, 20, 400, 50, "title"}},
       "title a1 a2 a3 a4 b1 b2 b3 b4"},
      {"a page number below columns comes last",
       {{10, 260, 30, 20, "7"},
        {0, 100, 300, 20, "a1"},
        {400, 100, 300, 20, "b1"},
        {0, 130, 300, 20, "a2"},
        {400, 130, 300, 20, "b2"},
        {0, 160, 300, 20, "a3"},
        {400, 160, 300, 20, "b3"},
        {0, 190, 300, 20, "a4"},
        {400, 190, 300, 20, "b4"}},
       "a1 a2 a3 a4 b1 b2 b3 b4 7"},
      {"a heading over the second column stays with it",
       {{0, 100, 300, 20, "a1"},
        {400, 45, 120, 40, "head"},
        {400, 100, 300, 20, "b1"},
        {0, 130, 300, 20, "a2"},
        {400, 130, 300, 20, "b2"},
        {0, 160, 300, 20, "a3"},
        {400, 160, 300, 20, "b3"},
        {0, 190, 300, 20, "a4"},
        {400, 190, 300, 20, "b4"}},
       "a1 a2 a3 a4 head b1 b2 b3 b4"},
  };
  for (Row const& row : rows) {
    for (float const angle : {0.0f, 5.0f, 90.0f, 180.0f, 270.0f}) {
      SCOPED_TRACE(std::string(row.name) + " turned by " + std::to_string(angle));
      EXPECT_EQ(order_of(row.page, angle), row.want);
    }
  }
}

TEST(ReadingOrder, HasEveryLineOnce) {
  std::vector<TextQuad> const same(5, quad_of({0, 0, 100, 20, ""}, 0));
  auto order = reading_order(same);
  std::sort(order.begin(), order.end());
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  std::vector<TextQuad> const points(3);  // no size, all in one place
  EXPECT_EQ(reading_order(points).size(), 3u);
}

ReadLine line_of(std::vector<ReadCharacter> characters) {
  ReadLine line;
  line.corners = {{{0, 0}, {100, 0}, {100, 10}, {0, 10}}};
  line.characters = std::move(characters);
  return line;
}

TEST(WordsOf, SplitsAtSpacesAndCutsTheLine) {
  auto const words = words_of(line_of({{"a", 0.03f, 0.5f},
                                       {"b", 0.07f, 1.0f},
                                       {" ", 0.10f, 0.9f},
                                       {"c", 0.13f, 0.8f},
                                       {" ", 0.5f, 0.9f},
                                       {"d", 0.98f, 0.7f}}));
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].text, "ab");
  EXPECT_FLOAT_EQ(words[0].confidence, 0.75f);
  EXPECT_NEAR(words[0].corners[0].x_px, 0, 1e-3);
  EXPECT_NEAR(words[0].corners[1].x_px, 10, 1e-3);
  EXPECT_NEAR(words[1].corners[0].x_px, 10, 1e-3);
  // The wide space belongs to neither word: each reaches half a line's height from its character.
  EXPECT_NEAR(words[1].corners[1].x_px, 18, 1e-3);
  EXPECT_NEAR(words[2].corners[3].x_px, 93, 1e-3);
  EXPECT_NEAR(words[2].corners[2].x_px, 100, 1e-3);
  EXPECT_NEAR(words[2].corners[2].y_px, 10, 1e-3);
}

TEST(WordsOf, BearsSpacesOnly) {
  EXPECT_TRUE(words_of(line_of({})).empty());
  EXPECT_TRUE(words_of(line_of({{" ", 0.1f, 1}, {" ", 0.9f, 1}})).empty());
  EXPECT_EQ(words_of(line_of({{" ", 0.1f, 1}, {"x", 0.5f, 1}, {" ", 0.9f, 1}})).size(), 1u);
}

}  // namespace
}  // namespace helio::vision
