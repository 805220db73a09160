#include "image/orient.hpp"

#include <string>

#include <gtest/gtest.h>

namespace helio::image {
namespace {

// Pictures as text: one letter per pixel, rows separated by '/'.
Pixels drawn(std::string_view text) {
  auto const width = static_cast<int>(text.find('/'));
  auto const height = static_cast<int>((text.size() + 1) / (static_cast<std::size_t>(width) + 1));
  Pixels pixels(width, height);
  const MutablePixels out = pixels.edit();
  for (int y = 0; y < height; ++y) {
    for (int i = 0; i < 3 * width; ++i) {
      out.row(y)[i] =
          static_cast<std::uint8_t>(text[static_cast<std::size_t>(y * (width + 1) + i / 3)]);
    }
  }
  return pixels;
}

std::string read_back(Pixels const& pixels) {
  std::string text;
  for (int y = 0; y < pixels.height_px(); ++y) {
    if (y > 0) text += '/';
    for (int x = 0; x < pixels.width_px(); ++x) {
      text += static_cast<char>(pixels.view().row(y)[3 * x]);
    }
  }
  return text;
}

// The upright picture is the letter F in every row; what is stored follows CIPA DC-008 figure 4.
TEST(Orient, AllEightOrientationsGiveTheSamePicture) {
  struct Row {
    int orientation;
    char const* stored;
  };
  const Row rows[] = {{1, "ab/cd/ef"}, {2, "ba/dc/fe"}, {3, "fe/dc/ba"}, {4, "ef/cd/ab"},
                      {5, "ace/bdf"},  {6, "bdf/ace"},  {7, "fdb/eca"},  {8, "eca/fdb"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.orientation);
    EXPECT_EQ(read_back(orient(drawn(row.stored), row.orientation)), "ab/cd/ef");
  }
}

TEST(Orient, NumbersThatAreNoOrientationLeaveThePictureAlone) {
  for (int const orientation : {-1, 0, 9, 1000}) {
    EXPECT_EQ(read_back(orient(drawn("ab/cd"), orientation)), "ab/cd");
  }
}

}  // namespace
}  // namespace helio::image
