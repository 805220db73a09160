#include "image/probe.hpp"

#include <gtest/gtest.h>

#include "image/sample_files.hpp"

namespace helio::image {
namespace {

using std::string_literals::operator""s;

TEST(Sniff, Table) {
  struct Row {
    char const* name;
    std::string bytes;
    std::optional<Format> want;
  };
  Row const rows[] = {
      {"empty", "", std::nullopt},
      {"JPEG", "\xFF\xD8\xFF\xE0"s, Format::jpeg},
      {"two bytes of JPEG", "\xFF\xD8"s, std::nullopt},
      {"PNG", "\x89PNG\r\n\x1A\n"s, Format::png},
      {"PNG through a text transfer", "\x89PNG\n\x1A\n\0"s, std::nullopt},
      {"WebP", "RIFF\0\0\0\0WEBP"s, Format::webp},
      {"sound", "RIFF\0\0\0\0WAVE"s, std::nullopt},
      {"GIF87a", "GIF87a"s, Format::gif},
      {"GIF89a", "GIF89a"s, Format::gif},
      {"BMP", "BM"s, Format::bmp},
      {"TIFF, little-endian", "II*\0"s, Format::tiff},
      {"TIFF, big-endian", "MM\0*"s, Format::tiff},
      {"HEIC", be32(16) + "ftypheic\0\0\0\0"s, Format::heic},
      {"AVIF", be32(16) + "ftypavif\0\0\0\0"s, Format::avif},
      {"mif1 that is AVIF", be32(24) + "ftypmif1\0\0\0\0mif1avif"s, Format::avif},
      {"mif1 that is HEIC", be32(24) + "ftypmif1\0\0\0\0mif1heic"s, Format::heic},
      {"mif1 whose brands are cut", be32(9999) + "ftypmif1\0\0\0\0av"s, Format::heic},
      {"video", be32(16) + "ftypisom\0\0\0\0"s, std::nullopt},
      {"cut before the brand", be32(16) + "ftyp"s, std::nullopt},
  };
  for (Row const& row : rows) EXPECT_EQ(sniff(as_bytes(row.bytes)), row.want) << row.name;
}

TEST(Probe, ReadsSizeAndFormatOfEveryFormat) {
  for (Format const format : {Format::jpeg, Format::png, Format::webp, Format::gif, Format::tiff,
                              Format::avif, Format::heic}) {
    SCOPED_TRACE(to_string(format));
    for (bool const lossless : {true, false}) {
      SaveOptions options;
      options.lossless = lossless;
      Result<Header> const header = probe(saved(four_quarters(123, 77).view(), format, options));
      ASSERT_TRUE(header.has_value()) << header.error().message;
      EXPECT_EQ(header->format, format);
      EXPECT_EQ(header->width_px, 123);
      EXPECT_EQ(header->height_px, 77);
      EXPECT_EQ(header->frames, 1);
      EXPECT_EQ(header->orientation, 1);
    }
  }
}

TEST(Probe, FormatNames) {
  EXPECT_EQ(to_string(Format::jpeg), "jpeg");
  EXPECT_EQ(media_type(Format::heic), "image/heic");
  EXPECT_EQ(to_string(Format::heic), "heic");
  EXPECT_EQ(media_type(Format::webp), "image/webp");
}

TEST(Probe, EachLimitHasItsOwnError) {
  struct Row {
    char const* name;
    Limits limits;
    Errc code;
  };
  Row const rows[] = {{"ImageTooLarge", {.bytes_max = 10}, Errc::too_large},
                      {"ImageTooManyPixels", {.pixels_max = 123 * 77 - 1}, Errc::too_large},
                      {"ImageSideTooLong", {.side_px_max = 122}, Errc::too_large},
                      {"ImageTooManyFrames", {.frames_max = 0}, Errc::too_large}};
  Bytes const file = saved(four_quarters(123, 77).view(), Format::gif);
  for (Row const& row : rows) {
    Result<Header> const header = probe(file, row.limits);
    ASSERT_FALSE(header.has_value()) << row.name;
    EXPECT_EQ(header.error().name, row.name);
    EXPECT_EQ(header.error().code, row.code);
  }
  Limits exact;
  exact.bytes_max = file.size();
  exact.pixels_max = 123 * 77;
  exact.side_px_max = 123;
  exact.frames_max = 1;
  EXPECT_TRUE(probe(file, exact).has_value());
}

TEST(Probe, MessagesNameTheNumberAndTheLimit) {
  Bytes const file = saved(four_quarters(123, 77).view(), Format::png);
  EXPECT_EQ(probe(file, {.side_px_max = 100}).error().message,
            "The image is 123 x 77 pixels; a side may have at most 100: scale it down.");
  EXPECT_EQ(probe({}).error().name, "EmptyImage");
}

TEST(Probe, SaysWhatForeignFilesLookLike) {
  struct Row {
    std::string bytes;
    char const* what;
  };
  Row const rows[] = {{"%PDF-1.7", "a PDF document"},
                      {"8BPS\0\1"s, "a Photoshop document"},
                      {"\xFF\x0A\0\0"s, "a JPEG XL image"},
                      {be32(12) + "jP  \r\n\x87\n", "a JPEG 2000 image"},
                      {be32(16) + "ftypisom\0\0\0\0"s, "a video"},
                      {"PK\3\4xxxx", "a ZIP archive or Office document"},
                      {"  <?xml version='1.0'?>\n<SVG>", "an SVG drawing"},
                      {"\xEF\xBB\xBF<!DOCTYPE html>", "a web page"},
                      {"{}", "JSON"},
                      {"#!/bin/sh", "a script"}};
  for (Row const& row : rows) {
    Result<Header> const header = probe(as_bytes(row.bytes));
    ASSERT_FALSE(header.has_value()) << row.what;
    EXPECT_EQ(header.error().name, "InvalidImageFormat");
    EXPECT_EQ(header.error().message,
              "This looks like "s + row.what +
                  "; accepted are JPEG, PNG, WebP, GIF, BMP, TIFF, AVIF and HEIC.");
  }
  EXPECT_TRUE(probe(as_bytes("hello")).error().message.starts_with("The file is not an image"));
}

TEST(Probe, CountsFrames) {
  std::string const screen = "GIF89a" + le16(4) + le16(4) + "\0\0\0"s;
  std::string const comment = "\x21\xFE\x03" + "abc\0"s;
  std::string const frame = "\x2C" + le32(0) + le16(4) + le16(4) + "\0\2\1\0\0"s;
  Result<Header> header = probe(as_bytes(screen + comment + frame + comment + frame + ";"));
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->frames, 2);

  std::string const anim = "ANMF" + le32(4) + "abcd";
  std::string const canvas = "VP8X" + le32(10) + "\2\0\0\0"s + "\x0F\0\0\x07\0\0"s;
  header = probe(as_bytes("RIFF" + le32(1000) + "WEBP" + canvas + anim + anim + anim));
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->frames, 3);
  EXPECT_EQ(header->width_px, 16);
  EXPECT_EQ(header->height_px, 8);
}

std::string box(std::string const& kind, std::string const& body) {
  return be32(static_cast<std::uint32_t>(body.size()) + 8) + kind + body;
}

// A header only: ftyp and meta with one item, its size, and the properties given.
std::string heif_header(std::string const& properties, std::string const& associations) {
  std::string const ispe = box("ispe", be32(0) + be32(400) + be32(300));
  std::string const ipma = box(
      "ipma", be32(0) + be32(1) + be16(1) + static_cast<char>(associations.size()) + associations);
  std::string const meta =
      box("pitm", be32(0) + be16(1)) + box("iprp", box("ipco", ispe + properties) + ipma);
  return box("ftyp", "heic" + be32(0) + "mif1heic") + box("meta", be32(0) + meta);
}

TEST(Probe, HeifSizeIsAsShown) {
  struct Row {
    char const* name;
    std::string properties, associations;
    int width, height;
  };
  std::string const clap = box(
      "clap", be32(200) + be32(1) + be32(100) + be32(1) + be32(0) + be32(1) + be32(0) + be32(1));
  Row const rows[] = {
      {"plain", "", "\1", 400, 300},
      {"turned a quarter", box("irot", "\1"), "\1\2", 300, 400},
      {"turned a half", box("irot", "\2"), "\1\2", 400, 300},
      {"another item's rotation", box("irot", "\1"), "\1", 400, 300},
      {"cropped", clap, "\1\2", 200, 100},
      {"cropped and turned", clap + box("irot", "\3"), "\1\2\3", 100, 200},
      {"essential bit", box("irot", "\1"), "\x81\x82", 300, 400},
  };
  for (Row const& row : rows) {
    Result<Header> const header = probe(as_bytes(heif_header(row.properties, row.associations)));
    ASSERT_TRUE(header.has_value()) << row.name;
    EXPECT_EQ(header->width_px, row.width) << row.name;
    EXPECT_EQ(header->height_px, row.height) << row.name;
    EXPECT_EQ(header->orientation, 1) << "the codec turns it, nobody else may";
  }
}

}  // namespace
}  // namespace helio::image
