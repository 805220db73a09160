// Goal: what TextDetector makes of its models' answers: control flow, turns, ids, geometry.
// Method: a map with cores where the picture is dark; a reader that answers by what it is shown.
#include "vision/text.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "vision/fake_model.hpp"

namespace helio::vision {
namespace {

// Characters of the fake reader: blank, "A", "B", space.
std::vector<std::string> const kCharacters = {"", "A", "B", " "};

ModelManifest regions_manifest() {
  ModelManifest manifest;
  manifest.task = Task::text_regions;
  manifest.input.side_multiple = 32;
  return manifest;
}

ModelManifest lines_manifest() {
  ModelManifest manifest;
  manifest.task = Task::text_lines;
  manifest.input.height_px = 48;
  manifest.input.side_multiple = 32;
  manifest.labels = kCharacters;
  return manifest;
}

// Probability 0.9 where the picture is darker than the middle grey.
Result<FakeAnswer> dark_map(image::PixelsView picture, std::size_t) {
  FakeTensor map{{1, 1, picture.height_px, picture.width_px}, {}};
  for (int y = 0; y < picture.height_px; ++y) {
    for (int x = 0; x < picture.width_px; ++x) {
      map.values.push_back(picture.row(y)[3 * x] < 128 ? 0.9f : 0.0f);
    }
  }
  return FakeAnswer{{"map", std::move(map)}};
}

// One column per 8 px, each with `confidence` for the class that `digits` has there.
FakeAnswer says(image::PixelsView picture, std::string const& digits, float confidence) {
  auto const columns = static_cast<std::size_t>(picture.width_px / 8);
  FakeTensor logits{{1, static_cast<std::int64_t>(columns), 4}, {}};
  for (std::size_t column = 0; column < columns; ++column) {
    auto const id = column < digits.size() ? static_cast<std::size_t>(digits[column] - '0') : 0;
    for (std::size_t i = 0; i < 4; ++i) logits.values.push_back(i == id ? confidence : 0.0f);
  }
  return FakeAnswer{{"logits", std::move(logits)}};
}

FakeModel::Answer always(std::string digits, float confidence = 0.95f) {
  return [=](image::PixelsView picture, std::size_t) -> Result<FakeAnswer> {
    return says(picture, digits, confidence);
  };
}

struct Bar {
  int x, y, width, height;
};

image::Pixels page_with(std::vector<Bar> const& bars) {
  image::Pixels page(320, 320);
  image::MutablePixels const pixels = page.edit();
  std::fill_n(pixels.rgb, 320 * 320 * 3, std::uint8_t{255});
  for (Bar const& bar : bars) {
    for (int y = bar.y; y < bar.y + bar.height; ++y) {
      std::fill_n(pixels.row(y) + 3 * bar.x, 3 * bar.width, std::uint8_t{0});
    }
  }
  return page;
}

TEST(TextDetector, APictureWithoutTextCostsOneRunOfTheFirstModel) {
  FakeModel regions(regions_manifest(), dark_map);
  FakeModel lines(lines_manifest(), always("1"));
  auto const got = TextDetector(regions, lines).detect(page_with({}).view());
  ASSERT_TRUE(got.has_value());
  EXPECT_TRUE(got->empty());
  EXPECT_EQ(regions.runs(), 1u);
  EXPECT_EQ(lines.runs(), 0u);
}

TEST(TextDetector, NoPictureHasNoText) {
  FakeModel regions(regions_manifest(), dark_map);
  FakeModel lines(lines_manifest(), always("1"));
  auto const got = TextDetector(regions, lines).detect({});
  ASSERT_TRUE(got.has_value());
  EXPECT_TRUE(got->empty());
}

TEST(TextDetector, LinesComeFirstThenWordsWithTheirParents) {
  FakeModel regions(regions_manifest(), dark_map);
  FakeModel lines(lines_manifest(), always("1032"));  // "A B"
  auto const got = TextDetector(regions, lines)
                       .detect(page_with({{40, 200, 200, 16}, {40, 80, 200, 16}}).view());
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 6u);
  for (std::size_t i = 0; i < 6; ++i) {
    TextDetection const& found = (*got)[i];
    EXPECT_EQ(found.id, static_cast<int>(i));
    EXPECT_EQ(found.is_line, i < 2);
    EXPECT_NEAR(found.confidence, 95, 1e-3);
    EXPECT_EQ(found.parent_id.value_or(-1), i < 2 ? -1 : i < 4 ? 0 : 1);
  }
  EXPECT_EQ((*got)[0].text, "A B");
  EXPECT_EQ((*got)[2].text, "A");
  EXPECT_EQ((*got)[3].text, "B");
  // The upper line is the first; 200 x 16 grows by 200 * 16 * 1.6 / 432 = 11.85 px on each side.
  EXPECT_NEAR((*got)[0].box.left, (40 - 11.85) / 320, 1e-3);
  EXPECT_NEAR((*got)[0].box.top, (80 - 11.85) / 320, 1e-3);
  EXPECT_NEAR((*got)[0].box.width, (200 + 23.7) / 320, 1e-3);
  EXPECT_NEAR((*got)[0].polygon[2].x, (240 + 11.85) / 320, 1e-3);
  EXPECT_LT((*got)[0].box.top, (*got)[1].box.top);
}

TEST(TextDetector, BoxesStayInThePicture) {
  FakeModel regions(regions_manifest(), dark_map);
  FakeModel lines(lines_manifest(), always("12"));
  auto const got =
      TextDetector(regions, lines).detect(page_with({{0, 0, 320, 20}, {0, 300, 320, 20}}).view());
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->size(), 4u);
  for (TextDetection const& found : *got) {
    EXPECT_GE(found.box.left, 0);
    EXPECT_GE(found.box.top, 0);
    EXPECT_LE(found.box.left + found.box.width, 1 + 1e-9);
    EXPECT_LE(found.box.top + found.box.height, 1 + 1e-9);
  }
}

TEST(TextDetector, DropsDoubtfulAndEmptyLines) {
  struct Row {
    char const* name;
    char const* digits;
    float confidence;
    std::size_t want;
  };
  Row const rows[] = {{"sure", "1", 0.95f, 2},
                      {"doubtful", "1", 0.3f, 0},
                      {"nothing but blanks", "0", 0.95f, 0},
                      {"nothing but spaces", "33", 0.95f, 0}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    FakeModel regions(regions_manifest(), dark_map);
    FakeModel lines(lines_manifest(), always(row.digits, row.confidence));
    auto const got = TextDetector(regions, lines).detect(page_with({{40, 80, 200, 16}}).view());
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->size(), row.want);
  }
}

// The bars are darker at the left, so the reader sees which way it is shown.
TEST(TextDetector, FindsWhichWayIsUp) {
  struct Row {
    char const* name;
    Bar bar;
    bool dark_start;          // the reader is sure when the line starts dark
    double start_x, start_y;  // where reading starts
  };
  Row const rows[] = {{"upright", {40, 100, 200, 16}, true, 0.09, 0.28},
                      {"upside down", {40, 100, 200, 16}, false, 0.79, 0.40},
                      {"running down", {100, 40, 16, 200}, true, 0.40, 0.09},
                      {"running up", {100, 40, 16, 200}, false, 0.28, 0.79}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    image::Pixels page = page_with({row.bar});
    Bar const half{row.bar.x, row.bar.y, row.bar.width > 16 ? 100 : 16,
                   row.bar.height > 16 ? 100 : 16};
    for (int y = row.bar.y; y < row.bar.y + row.bar.height; ++y) {
      for (int x = row.bar.x; x < row.bar.x + row.bar.width; ++x) {
        bool const first = x < half.x + half.width && y < half.y + half.height;
        page.edit().row(y)[3 * x] = first ? 0 : 100;
      }
    }
    auto const reader = [&](image::PixelsView picture, std::size_t) -> Result<FakeAnswer> {
      bool const dark = picture.row(24)[3 * 60] < 50;
      return says(picture, dark == row.dark_start ? "12" : "21", dark == row.dark_start ? 1 : 0.7f);
    };
    FakeModel regions(regions_manifest(), dark_map);
    FakeModel lines(lines_manifest(), reader);
    auto const got = TextDetector(regions, lines).detect(page.view());
    ASSERT_TRUE(got.has_value());
    ASSERT_EQ(got->size(), 2u);
    EXPECT_EQ(got->front().text, "AB");
    EXPECT_NEAR(got->front().polygon[0].x, row.start_x, 0.02);
    EXPECT_NEAR(got->front().polygon[0].y, row.start_y, 0.02);
  }
}

TEST(TextDetector, PassesOnWhatFails) {
  auto const broken = [](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    return fail(Errc::unavailable, "InferenceFailed", "The model failed.");
  };
  auto const nothing = [](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    return FakeAnswer{};
  };
  struct Row {
    char const* name;
    FakeModel::Answer regions, lines;
    char const* want;
  };
  Row const rows[] = {{"the first model", broken, always("1"), "InferenceFailed"},
                      {"the second model", dark_map, broken, "InferenceFailed"},
                      {"no map", nothing, always("1"), "UnexpectedModelOutput"},
                      {"no characters", dark_map, nothing, "UnexpectedModelOutput"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    FakeModel regions(regions_manifest(), row.regions);
    FakeModel lines(lines_manifest(), row.lines);
    auto const got = TextDetector(regions, lines).detect(page_with({{40, 80, 200, 16}}).view());
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, row.want);
  }
}

TEST(TextView, KeepsTheShapeAndEnlargesNothing) {
  struct Row {
    char const* name;
    int width, height;
    double input_px;
    int want_width, want_height;
  };
  Row const rows[] = {{"a small picture keeps its size", 640, 480, 736.0 * 736, 640, 480},
                      {"a large one shrinks", 1632, 1224, 736.0 * 736, 864, 640},
                      {"a strip", 10000, 10, 736.0 * 736, 10016, 32},
                      {"one pixel", 1, 1, 736.0 * 736, 32, 32}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    TextView const view = text_view(0, 0, row.width, row.height, row.input_px, 32);
    EXPECT_EQ(view.input_width_px, row.want_width);
    EXPECT_EQ(view.input_height_px, row.want_height);
  }
}

// Fourteen lines of 7 px in 1600 px look 4 px tall to the first pass: a page, looked at again.
TEST(FindText, LooksAgainAtAPageOnly) {
  for (int const count : {3, 14}) {
    image::Pixels page(1600, 1600);
    std::fill_n(page.edit().rgb, 1600 * 1600 * 3, std::uint8_t{255});
    for (int i = 0; i < count; ++i) {
      for (int y = 0; y < 8; ++y) {
        std::fill_n(page.edit().row(400 + 40 * i + y) + 3 * 400, 3 * 600, std::uint8_t{0});
      }
    }
    FakeModel regions(regions_manifest(), dark_map);
    auto const got = find_text(regions, page.view(), {});
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->size(), static_cast<std::size_t>(count));
    EXPECT_EQ(regions.runs(), count == 14 ? 2u : 1u);
    EXPECT_NEAR(got->front().corners[0].x_px, 400, 12);
    EXPECT_NEAR(got->front().corners[2].x_px, 1000, 12);
  }
}

}  // namespace
}  // namespace helio::vision
