#include "image/bmp.hpp"

#include <gtest/gtest.h>

#include "image/sample_files.hpp"

namespace helio::image {
namespace {

using std::string_literals::operator""s;

struct Parts {
  int width = 2;
  int height = 2;
  unsigned bits = 24;
  unsigned compression = 0;
  std::string behind_header;  // masks and palette
  std::string data;
  unsigned colours = 0;
};

std::string bmp(Parts const& parts) {
  auto const at = static_cast<std::uint32_t>(54 + parts.behind_header.size());
  return "BM" + le32(0) + le32(0) + le32(at) + le32(40) +
         le32(static_cast<std::uint32_t>(parts.width)) +
         le32(static_cast<std::uint32_t>(parts.height)) + le16(1) + le16(parts.bits) +
         le32(parts.compression) + le32(0) + le32(0) + le32(0) + le32(parts.colours) + le32(0) +
         parts.behind_header + parts.data;
}

// The picture as hex, rows separated by '/', pixels by ' '.
std::string shown(std::string const& file) {
  Result<Pixels> const pixels = decode_bmp(as_bytes(file));
  if (!pixels) return pixels.error().name;
  std::string text;
  for (int y = 0; y < pixels->height_px(); ++y) {
    for (int x = 0; x < pixels->width_px(); ++x) {
      if (x + y > 0) text += x == 0 ? '/' : ' ';
      for (int c = 0; c < 3; ++c) {
        constexpr char kDigits[] = "0123456789abcdef";
        unsigned const level = pixels->view().row(y)[3 * x + c];
        text += kDigits[level >> 4U];
        text += kDigits[level & 15U];
      }
    }
  }
  return text;
}

std::string const kPalette = "\0\0\0\0"s + "\xFF\xFF\xFF\0"s + "\0\0\xFF\0"s + "\xFF\0\0\0"s;

struct PixelRow {
  char const* name;
  Parts parts;
  char const* want;
};

TEST(Bmp, PaletteAndTrueColour) {
  PixelRow const rows[] = {
      {"24 bits, bottom-up",
       {.data = "\xFF\0\0\xFF\xFF\xFF\0\0"s + "\0\0\xFF\0\xFF\0\0\0"s},
       "ff0000 00ff00/0000ff ffffff"},
      {"24 bits, top-down",
       {.height = -2, .data = "\0\0\xFF\0\xFF\0\0\0"s + "\xFF\0\0\xFF\xFF\xFF\0\0"s},
       "ff0000 00ff00/0000ff ffffff"},
      {"1 bit",
       {.width = 3,
        .height = 1,
        .bits = 1,
        .behind_header = kPalette.substr(0, 8),
        .data = "\xA0\0\0\0"s},
       "ffffff 000000 ffffff"},
      {"4 bits",
       {.width = 3,
        .height = 1,
        .bits = 4,
        .behind_header = kPalette,
        .data = "\x12\x30\0\0"s,
        .colours = 4},
       "ffffff ff0000 0000ff"},
      {"8 bits",
       {.width = 3,
        .height = 1,
        .bits = 8,
        .behind_header = kPalette,
        .data = "\3\2\1\0"s,
        .colours = 4},
       "0000ff ff0000 ffffff"},
      {"index past the palette is black",
       {.width = 1,
        .height = 1,
        .bits = 8,
        .behind_header = kPalette,
        .data = "\xFF\0\0\0"s,
        .colours = 4},
       "000000"}};
  for (PixelRow const& row : rows) EXPECT_EQ(shown(bmp(row.parts)), row.want) << row.name;
}

TEST(Bmp, BitFields) {
  PixelRow const rows[] = {
      {"16 bits, 5-5-5",
       {.width = 2, .height = 1, .bits = 16, .data = le16(0x7C00) + le16(0x001F)},
       "ff0000 0000ff"},
      {"16 bits, 5-6-5",
       {.width = 2,
        .height = 1,
        .bits = 16,
        .compression = 3,
        .behind_header = le32(0xF800) + le32(0x07E0) + le32(0x001F),
        .data = le16(0xF800) + le16(0x07E0)},
       "ff0000 00ff00"},
      {"32 bits ignores the fourth byte",
       {.width = 1, .height = 1, .bits = 32, .data = "\1\2\3\0"s},
       "030201"},
      {"32 bits with alpha, half covered",
       {.width = 2,
        .height = 1,
        .bits = 32,
        .compression = 6,
        .behind_header = le32(0xFF0000) + le32(0xFF00) + le32(0xFF) + le32(0xFF000000),
        .data = "\0\0\0\xFF"s + "\0\0\0\0"s},
       "000000 ffffff"},
      {"32 bits with alpha, all zero, is opaque",
       {.width = 1,
        .height = 1,
        .bits = 32,
        .compression = 6,
        .behind_header = le32(0xFF0000) + le32(0xFF00) + le32(0xFF) + le32(0xFF000000),
        .data = "\1\2\3\0"s},
       "030201"},
      {"10 bits per channel",
       {.width = 1,
        .height = 1,
        .bits = 32,
        .compression = 3,
        .behind_header = le32(0x3FF00000) + le32(0xFFC00) + le32(0x3FF),
        .data = le32(0x3FF00000 | 0x80000)},
       "ff8000"},
      {"padding of the last row is missing",
       {.width = 1, .height = 1, .data = "\1\2\3"s},
       "030201"},
  };
  for (PixelRow const& row : rows) EXPECT_EQ(shown(bmp(row.parts)), row.want) << row.name;
}

TEST(Bmp, Os2Header) {
  std::string const file = "BM" + le32(0) + le32(0) + le32(26 + 6) + le32(12) + le16(2) + le16(1) +
                           le16(1) + le16(1) + "\0\0\0"s + "\xFF\0\0"s + "\x40\0\0\0"s;
  EXPECT_EQ(shown(file), "000000 0000ff");
}

TEST(Bmp, RunLengths) {
  struct Row {
    char const* name;
    unsigned bits;
    std::string data;
    char const* want;
  };
  Row const rows[] = {
      {"encoded", 8, "\3\1\0\0\3\2\0\1"s, "ff0000 ff0000 ff0000/ffffff ffffff ffffff"},
      {"literal, padded", 8, "\0\3\1\2\3\0\0\0\3\1\0\1"s,
       "ffffff ffffff ffffff/ffffff ff0000 0000ff"},
      {"moved", 8, "\0\2\1\1\2\2\0\1"s, "000000 ff0000 ff0000/000000 000000 000000"},
      {"clipped at the edge", 8, "\xFF\1\0\0\1\2\0\1"s,
       "ff0000 000000 000000/ffffff ffffff ffffff"},
      {"rows past the top", 8, "\1\1\0\0\1\1\0\0\1\1\0\0\1\1\0\1"s,
       "ffffff 000000 000000/ffffff 000000 000000"},
      {"only the end mark is missing", 8, "\3\1\0\0\3\1"s,
       "ffffff ffffff ffffff/ffffff ffffff ffffff"},
      {"cut in the first row", 8, "\2\1"s, "ImageTruncated"},
      {"cut in a literal", 8, "\3\1\0\0\0\5\1"s, "ImageTruncated"},
      {"encoded nibbles alternate", 4, "\3\x12\0\0\0\1"s,
       "000000 000000 000000/ffffff ff0000 ffffff"},
      {"literal nibbles", 4, "\0\3\x12\x30\0\1"s, "000000 000000 000000/ffffff ff0000 0000ff"},
  };
  for (Row const& row : rows) {
    Parts parts{.width = 3,
                .height = 2,
                .bits = row.bits,
                .compression = row.bits == 8 ? 1U : 2U,
                .behind_header = kPalette,
                .data = row.data,
                .colours = 4};
    EXPECT_EQ(shown(bmp(parts)), row.want) << row.name;
  }
}

TEST(Bmp, CutOrNonsense) {
  std::string const good = bmp({.data = std::string(16, 'x')});
  for (std::size_t n = 0; n < good.size() - 2; ++n) {
    std::string const name = shown(good.substr(0, n));
    EXPECT_EQ(name, n < 54 ? "InvalidImageFormat" : "ImageTruncated") << n;
  }
  EXPECT_EQ(shown(bmp({.width = -1})), "InvalidImageFormat");
  EXPECT_EQ(shown(bmp({.height = INT32_MIN})), "InvalidImageFormat");
  EXPECT_EQ(shown(bmp({.bits = 7})), "InvalidImageFormat");
  EXPECT_EQ(shown(bmp({.compression = 4})), "InvalidImageFormat");
}

}  // namespace
}  // namespace helio::image
