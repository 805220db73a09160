#include "image/decode.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "image/sample_files.hpp"

namespace helio::image {
namespace {

constexpr std::array<int, 3> kRed = {255, 0, 0};
constexpr std::array<int, 3> kGreen = {0, 255, 0};
constexpr std::array<int, 3> kBlue = {0, 0, 255};
constexpr std::array<int, 3> kWhite = {255, 255, 255};

std::uint8_t const* quarter(Pixels const& pixels, bool right, bool low) {
  PixelsView const view = pixels.view();
  int const x = view.width_px * (right ? 3 : 1) / 4;
  return view.row(view.height_px * (low ? 3 : 1) / 4) + std::ptrdiff_t{3} * x;
}

void expect_four_quarters(Pixels const& pixels, int tolerance) {
  EXPECT_TRUE(is_near(quarter(pixels, false, false), kRed, tolerance));
  EXPECT_TRUE(is_near(quarter(pixels, true, false), kGreen, tolerance));
  EXPECT_TRUE(is_near(quarter(pixels, false, true), kBlue, tolerance));
  EXPECT_TRUE(is_near(quarter(pixels, true, true), kWhite, tolerance));
}

TEST(Decode, EveryFormatAndVariant) {
  struct Row {
    char const* name;
    Format format;
    char const* variant;
    int tolerance;
  };
  Row const rows[] = {{"JPEG", Format::jpeg, "", 6},
                      {"progressive JPEG", Format::jpeg, "progressive", 6},
                      {"JPEG in Display P3", Format::jpeg, "p3", 8},
                      {"PNG", Format::png, "", 0},
                      {"interlaced PNG", Format::png, "interlaced", 0},
                      {"palette PNG", Format::png, "palette", 0},
                      {"16-bit PNG", Format::png, "16-bit", 0},
                      {"PNG in Display P3", Format::png, "p3", 4},
                      {"WebP", Format::webp, "", 0},
                      {"GIF", Format::gif, "", 0},
                      {"TIFF", Format::tiff, "", 0},
                      {"16-bit TIFF", Format::tiff, "16-bit", 0},
                      {"AVIF", Format::avif, "", 10},
                      {"HEIC", Format::heic, "", 10}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    SaveOptions options;
    options.variant = row.variant;
    Bytes const file = saved(four_quarters(96, 64).view(), row.format, options);
    Result<Pixels> const pixels = decode(file);
    ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
    EXPECT_EQ(pixels->width_px(), 96);
    EXPECT_EQ(pixels->height_px(), 64);
    expect_four_quarters(*pixels, row.tolerance);
  }
}

// Ink cannot show pure sRGB primaries, so these are only roughly what they were.
TEST(Decode, CmykIsConverted) {
  for (Format const format : {Format::jpeg, Format::tiff}) {
    SCOPED_TRACE(to_string(format));
    SaveOptions options;
    options.variant = "cmyk";
    Result<Pixels> const pixels = decode(saved(four_quarters(96, 64).view(), format, options));
    ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
    EXPECT_TRUE(is_near(quarter(*pixels, false, false), {232, 31, 42}, 15));
    EXPECT_TRUE(is_near(quarter(*pixels, false, true), {46, 70, 143}, 25));
    EXPECT_TRUE(is_near(quarter(*pixels, true, true), kWhite, 6));
  }
}

TEST(Decode, GreyBecomesRgb) {
  SaveOptions options;
  options.variant = "grey";
  for (Format const format : {Format::jpeg, Format::png, Format::tiff}) {
    SCOPED_TRACE(to_string(format));
    Result<Pixels> const pixels = decode(saved(four_quarters(96, 64).view(), format, options));
    ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
    std::uint8_t const* const green = quarter(*pixels, true, false);
    EXPECT_EQ(green[0], green[1]);
    EXPECT_EQ(green[1], green[2]);
    EXPECT_GT(green[0], 150);
    EXPECT_TRUE(is_near(quarter(*pixels, true, true), kWhite, 3));
  }
}

TEST(Decode, AlphaIsFlattenedOntoWhite) {
  SaveOptions options;
  options.variant = "alpha";
  for (Format const format :
       {Format::png, Format::webp, Format::gif, Format::tiff, Format::avif, Format::heic}) {
    SCOPED_TRACE(to_string(format));
    Bytes const file = saved(four_quarters(96, 64).view(), format, options);
    for (int const side_px_max : {96, 30}) {
      DecodeOptions decode_options;
      decode_options.side_px_max = side_px_max;
      Result<Pixels> const pixels = decode(file, decode_options);
      ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
      EXPECT_TRUE(is_near(quarter(*pixels, false, false), kRed, 12));
      EXPECT_TRUE(is_near(quarter(*pixels, true, false), kWhite, 3));
      EXPECT_TRUE(is_near(quarter(*pixels, false, true), kBlue, 12));
    }
  }
}

TEST(Decode, OrientationIsAppliedOnce) {
  // Where the stored quarters red, green / blue, white end up; sides swap from 5 on.
  struct Row {
    int orientation;
    std::array<std::array<int, 3>, 4> quarters;
  };
  Row const rows[] = {{1, {kRed, kGreen, kBlue, kWhite}}, {2, {kGreen, kRed, kWhite, kBlue}},
                      {3, {kWhite, kBlue, kGreen, kRed}}, {4, {kBlue, kWhite, kRed, kGreen}},
                      {5, {kRed, kBlue, kGreen, kWhite}}, {6, {kBlue, kRed, kWhite, kGreen}},
                      {7, {kWhite, kGreen, kBlue, kRed}}, {8, {kGreen, kWhite, kRed, kBlue}}};
  for (Format const format : {Format::jpeg, Format::webp, Format::tiff}) {
    for (Row const& row : rows) {
      SCOPED_TRACE(std::string(to_string(format)) + " " + std::to_string(row.orientation));
      SaveOptions options;
      options.orientation = row.orientation;
      Bytes const file = saved(four_quarters(96, 64).view(), format, options);
      Result<Header> const header = probe(file);
      Result<Pixels> const pixels = decode(file);
      ASSERT_TRUE(header.has_value());
      ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
      EXPECT_EQ(header->orientation, row.orientation);
      EXPECT_EQ(pixels->width_px(), row.orientation < 5 ? 96 : 64);
      EXPECT_EQ(header->width_px, pixels->width_px());
      EXPECT_EQ(header->height_px, pixels->height_px());
      for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_TRUE(is_near(quarter(*pixels, i % 2 == 1, i >= 2), row.quarters[i], 6)) << i;
      }
    }
  }
}

TEST(Decode, LongerSideIsAtMostWhatWasAskedFor) {
  struct Row {
    int width, height, side_px_max;
    int want_width, want_height;
  };
  Row const rows[] = {
      {800, 600, 10'000, 800, 600}, {800, 600, 800, 800, 600}, {800, 600, 799, 799, 599},
      {800, 600, 400, 400, 300},    {800, 600, 150, 150, 113}, {600, 800, 100, 75, 100},
      {801, 3, 100, 100, 1},        {37, 41, 20, 18, 20},      {64, 48, 1, 1, 1}};
  for (Format const format :
       {Format::jpeg, Format::png, Format::webp, Format::gif, Format::tiff, Format::avif}) {
    for (Row const& row : rows) {
      SCOPED_TRACE(std::string(to_string(format)) + " " + std::to_string(row.width) + " to " +
                   std::to_string(row.side_px_max));
      DecodeOptions options;
      options.side_px_max = row.side_px_max;
      Bytes const file = saved(four_quarters(row.width, row.height).view(), format);
      Result<Pixels> const pixels = decode(file, options);
      ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
      EXPECT_EQ(pixels->width_px(), row.want_width);
      EXPECT_NEAR(pixels->height_px(), row.want_height, 1);
      if (row.want_height > 50) expect_four_quarters(*pixels, 12);
    }
  }
}

TEST(Decode, CutFilesAreTruncatedOrInvalid) {
  for (Format const format : {Format::jpeg, Format::png, Format::webp, Format::gif, Format::tiff,
                              Format::avif, Format::heic}) {
    SCOPED_TRACE(to_string(format));
    SaveOptions options;
    options.lossless = false;
    Bytes const file = saved(four_quarters(333, 222).view(), format, options);
    for (std::size_t percent = 5; percent < 95; percent += 5) {
      BytesView const part = BytesView(file).first(file.size() * percent / 100);
      Result<Pixels> const pixels = decode(part);
      // TIFF keeps its directory at the end: a cut one has no header at all.
      if (pixels.has_value()) {
        ADD_FAILURE() << percent << " % of the file decoded";
        continue;
      }
      EXPECT_TRUE(pixels.error().name == "ImageTruncated" ||
                  pixels.error().name == "InvalidImageFormat")
          << percent << ": " << pixels.error().name;
    }
  }
}

TEST(Decode, CutInThePixelsIsNamedTruncated) {
  for (Format const format :
       {Format::jpeg, Format::png, Format::webp, Format::gif, Format::avif, Format::heic}) {
    SCOPED_TRACE(to_string(format));
    Bytes const file = saved(four_quarters(333, 222).view(), format);
    Result<Pixels> const pixels = decode(BytesView(file).first(file.size() * 9 / 10));
    ASSERT_FALSE(pixels.has_value());
    EXPECT_EQ(pixels.error().name, "ImageTruncated") << pixels.error().message;
  }
}

// Other colours than sRGB are decoded by libvips, which does not tell.
TEST(Decode, CutJpegOfOtherColoursIsNamedTruncated) {
  SaveOptions options;
  options.variant = "p3";
  Bytes const file = saved(four_quarters(333, 222).view(), Format::jpeg, options);
  for (std::size_t const percent : {40U, 70U, 95U}) {
    SCOPED_TRACE(percent);
    Result<Pixels> const pixels = decode(BytesView(file).first(file.size() * percent / 100));
    ASSERT_FALSE(pixels.has_value());
    EXPECT_EQ(pixels.error().name, "ImageTruncated") << pixels.error().message;
  }
}

TEST(Decode, JpegWithoutEndMarkIsWhole) {
  Bytes const file = saved(four_quarters(96, 64).view(), Format::jpeg);
  Result<Pixels> const pixels = decode(BytesView(file).first(file.size() - 2));
  ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
  expect_four_quarters(*pixels, 6);
}

TEST(Decode, StopsWhenTheTimeIsUp) {
  for (char const* const variant : {"", "progressive", "cmyk"}) {
    SCOPED_TRACE(variant);
    SaveOptions options;
    options.variant = variant;
    DecodeOptions decode_options;
    decode_options.limits.decode_ms_max = 0;
    Bytes const file = saved(four_quarters(400, 300).view(), Format::jpeg, options);
    Result<Pixels> const pixels = decode(file, decode_options);
    ASSERT_FALSE(pixels.has_value());
    EXPECT_EQ(pixels.error().name, "ImageDecodeTimeout");
    EXPECT_EQ(pixels.error().code, Errc::timed_out);
  }
}

// libvips keeps one error text for the process: a broken file beside good ones must hurt only
// itself.
TEST(Decode, ThreadsDoNotMeetEachOthersErrors) {
  Bytes const png = saved(four_quarters(96, 64).view(), Format::png);
  Bytes const webp = saved(four_quarters(96, 64).view(), Format::webp);
  BytesView const cut = BytesView(png).first(png.size() / 2);
  std::atomic<int> wrong = 0;
  auto const work = [&] {
    for (int i = 0; i < 30; ++i) {
      if (!decode(png) || !decode(webp)) ++wrong;
      Result<Pixels> const broken = decode(cut);
      if (broken || broken.error().name != "ImageTruncated" || !broken.error().detail.empty()) {
        ++wrong;
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Decode, ReportsTheErrorsOfTheProbe) {
  DecodeOptions options;
  options.limits.pixels_max = 1000;
  Result<Pixels> const pixels = decode(saved(four_quarters(96, 64).view(), Format::png), options);
  ASSERT_FALSE(pixels.has_value());
  EXPECT_EQ(pixels.error().name, "ImageTooManyPixels");
}

}  // namespace
}  // namespace helio::image
