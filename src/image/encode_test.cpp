#include "image/encode.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "image/decode.hpp"
#include "image/sample_files.hpp"

namespace helio::image {
namespace {

TEST(EncodePng, KeepsEveryPixel) {
  Pixels const picture = four_quarters(50, 40);
  Result<Bytes> const file = encode_png(picture.view());
  ASSERT_TRUE(file.has_value());
  Result<Pixels> const back = decode(*file);
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_TRUE(std::equal(picture.view().rgb, picture.view().rgb + 3 * 50 * 40, back->view().rgb));
}

TEST(EncodePng, TakesAPartOfAPicture) {
  Pixels const picture = four_quarters(50, 40);
  Result<Bytes> const file = encode_png(picture.view().part(30, 25, 10, 8));
  ASSERT_TRUE(file.has_value());
  Result<Pixels> const back = decode(*file);
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_EQ(back->width_px(), 10);
  EXPECT_TRUE(is_near(back->view().row(7) + 27, {255, 255, 255}, 0));
}

TEST(EncodeJpeg, IsSmallerAtLowerQualityAndStillThePicture) {
  Pixels const picture = four_quarters(400, 300);
  Result<Bytes> const low = encode_jpeg(picture.view(), 20);
  Result<Bytes> const high = encode_jpeg(picture.view(), 95);
  ASSERT_TRUE(low.has_value());
  ASSERT_TRUE(high.has_value());
  EXPECT_LT(low->size(), high->size());
  Result<Pixels> const back = decode(*high);
  ASSERT_TRUE(back.has_value());
  EXPECT_TRUE(is_near(back->view().row(10) + 30, {255, 0, 0}, 6));
}

TEST(EncodeJpeg, WritesNoMetadata) {
  Result<Bytes> const file = encode_jpeg(four_quarters(64, 64).view());
  ASSERT_TRUE(file.has_value());
  std::string_view const text(reinterpret_cast<char const*>(file->data()), file->size());
  EXPECT_EQ(text.find("Exif"), std::string_view::npos);
  EXPECT_EQ(text.find("ICC_PROFILE"), std::string_view::npos);
}

TEST(Encode, EmptyPictureIsAnError) {
  EXPECT_EQ(encode_png({}).error().name, "EncodeFailed");
  EXPECT_EQ(encode_jpeg({}).error().name, "EncodeFailed");
}

TEST(Thumbnail, FitsAndNeverEnlarges) {
  struct Row {
    int width, height, side_px_max, want_width, want_height;
  };
  Row const rows[] = {{1000, 500, 256, 256, 128},
                      {500, 1000, 256, 128, 256},
                      {100, 50, 256, 100, 50},
                      {2000, 1, 256, 256, 1}};
  for (Row const& row : rows) {
    Pixels const small = thumbnail(four_quarters(row.width, row.height).view(), row.side_px_max);
    EXPECT_EQ(small.width_px(), row.want_width);
    EXPECT_EQ(small.height_px(), row.want_height);
  }
  EXPECT_TRUE(thumbnail({}).view().empty());
}

}  // namespace
}  // namespace helio::image
