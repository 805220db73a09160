#include "image/exif.hpp"

#include <gtest/gtest.h>

#include "image/sample_files.hpp"

namespace helio::image {
namespace {

using std::string_literals::operator""s;

constexpr std::uint32_t kAscii = 2;
constexpr std::uint32_t kShort = 3;
constexpr std::uint32_t kLong = 4;
constexpr std::uint32_t kRational = 5;

// One EXIF block: entries with their values, laid out one after the other.
class Block {
 public:
  explicit Block(bool big) : big_(big) {}

  struct Entry {
    std::uint32_t tag, type, count;
    std::string value;
  };
  [[nodiscard]] Entry ascii(std::uint32_t tag, std::string const& text) const {
    return {tag, kAscii, static_cast<std::uint32_t>(text.size()) + 1, text + '\0'};
  }
  [[nodiscard]] Entry number(std::uint32_t tag, std::uint32_t value) const {
    return {tag, kShort, 1, u16(value)};
  }
  [[nodiscard]] Entry rationals(std::uint32_t tag, std::vector<std::uint32_t> const& parts) const {
    std::string value;
    for (std::uint32_t const part : parts) value += u32(part);
    return {tag, kRational, static_cast<std::uint32_t>(parts.size() / 2), value};
  }
  [[nodiscard]] Entry pointer(std::uint32_t tag, std::uint32_t offset) const {
    return {tag, kLong, 1, u32(offset)};
  }

  // Adds a directory; returns its offset.
  std::uint32_t add(std::vector<Entry> const& entries) {
    std::uint32_t const at = 8 + static_cast<std::uint32_t>(body_.size());
    std::uint32_t data_at = at + 2 + 12 * static_cast<std::uint32_t>(entries.size()) + 4;
    std::string table = u16(static_cast<std::uint32_t>(entries.size()));
    std::string data;
    for (Entry const& entry : entries) {
      table += u16(entry.tag) + u16(entry.type) + u32(entry.count);
      if (entry.value.size() <= 4) {
        table += entry.value + std::string(4 - entry.value.size(), '\0');
      } else {
        table += u32(data_at + static_cast<std::uint32_t>(data.size()));
        data += entry.value;
      }
    }
    body_ += table + u32(0) + data;
    return at;
  }
  [[nodiscard]] Bytes bytes(std::uint32_t first) const {
    return as_bytes((big_ ? "MM\0*"s : "II*\0"s) + u32(first) + body_);
  }

 private:
  [[nodiscard]] std::string u16(std::uint32_t v) const { return big_ ? be16(v) : le16(v); }
  [[nodiscard]] std::string u32(std::uint32_t v) const { return big_ ? be32(v) : le32(v); }

  bool big_;
  std::string body_;
};

TEST(Exif, ReadsACamerasBlockInBothByteOrders) {
  for (bool const big : {false, true}) {
    SCOPED_TRACE(big ? "MM" : "II");
    Block block(big);
    std::uint32_t const exposure =
        block.add({block.rationals(0x829A, {1, 250}), block.rationals(0x829D, {28, 10}),
                   block.number(0x8827, 400), block.ascii(0x9003, "2024:05:01 12:30:00"),
                   block.ascii(0x9011, "+02:00"), block.rationals(0x920A, {35, 1}),
                   block.ascii(0xA434, "35mm f/2.8")});
    std::uint32_t const gps = block.add({block.ascii(1, "S"),
                                         block.rationals(2, {33, 1, 51, 1, 3540, 100}),
                                         block.ascii(3, "E"),
                                         block.rationals(4, {151, 1, 12, 1, 4000, 100}),
                                         {5, 1, 1, "\0"s},
                                         block.rationals(6, {585, 10})});
    std::uint32_t const main = block.add(
        {block.ascii(0x010F, "Acme  "), block.ascii(0x0110, "Model T"), block.number(0x0112, 6),
         block.ascii(0x0131, "v1"), block.pointer(0x8769, exposure), block.pointer(0x8825, gps)});
    Bytes const bytes = block.bytes(main);
    ExifRead const read = read_exif(bytes);
    EXPECT_EQ(read.orientation, 6);
    EXPECT_EQ(read.exif.camera_make, "Acme");
    EXPECT_EQ(read.exif.camera_model, "Model T");
    EXPECT_EQ(read.exif.software, "v1");
    EXPECT_EQ(read.exif.lens_model, "35mm f/2.8");
    EXPECT_EQ(read.exif.taken_at, "2024-05-01T12:30:00+02:00");
    EXPECT_DOUBLE_EQ(read.exif.exposure_time_s.value_or(0), 0.004);
    EXPECT_DOUBLE_EQ(read.exif.f_number.value_or(0), 2.8);
    EXPECT_DOUBLE_EQ(read.exif.focal_length_mm.value_or(0), 35);
    EXPECT_EQ(read.exif.iso, 400);
    ASSERT_TRUE(read.exif.gps.has_value());
    EXPECT_NEAR(read.exif.gps->latitude_deg, -33.8598333, 1e-6);
    EXPECT_NEAR(read.exif.gps->longitude_deg, 151.2111111, 1e-6);
    EXPECT_DOUBLE_EQ(read.exif.gps->altitude_m.value_or(0), 58.5);
  }
}

TEST(Exif, Dates) {
  struct Row {
    char const* text;
    char const* offset;
    char const* want;
  };
  Row const rows[] = {{"2024:12:31 23:59:60", "", "2024-12-31T23:59:60"},
                      {"2024:05:01 12:30:00", "-07:30", "2024-05-01T12:30:00-07:30"},
                      {"2024:05:01 12:30:00", "Z", "2024-05-01T12:30:00Z"},
                      {"2024:05:01 12:30:00", "2", "2024-05-01T12:30:00"},
                      {"0000:00:00 00:00:00", "", ""},
                      {"2024:13:01 12:30:00", "", ""},
                      {"2024:05:32 12:30:00", "", ""},
                      {"2024:05:01 24:30:00", "", ""},
                      {"2024-05-01 12:30:00", "", ""},
                      {"    :  :     :  :  ", "", ""},
                      {"", "", ""}};
  for (Row const& row : rows) {
    Block block(false);
    std::uint32_t const sub =
        block.add({block.ascii(0x9003, row.text), block.ascii(0x9011, row.offset)});
    Bytes const bytes = block.bytes(block.add({block.pointer(0x8769, sub)}));
    EXPECT_EQ(read_exif(bytes).exif.taken_at, row.want) << row.text;
  }
}

TEST(Exif, PositionsOutOfRangeAreLeftOut) {
  struct Row {
    char const* name;
    std::vector<std::uint32_t> latitude, longitude;
    bool want;
  };
  Row const rows[] = {{"north pole", {90, 1, 0, 1, 0, 1}, {0, 1, 0, 1, 0, 1}, true},
                      {"past the pole", {90, 1, 1, 1, 0, 1}, {0, 1, 0, 1, 0, 1}, false},
                      {"past the date line", {1, 1, 0, 1, 0, 1}, {181, 1, 0, 1, 0, 1}, false},
                      {"over nothing", {1, 0, 0, 1, 0, 1}, {1, 1, 0, 1, 0, 1}, false},
                      {"degrees only", {12, 1}, {34, 1}, true}};
  for (Row const& row : rows) {
    Block block(false);
    std::uint32_t const gps =
        block.add({block.rationals(2, row.latitude), block.rationals(4, row.longitude)});
    Bytes const bytes = block.bytes(block.add({block.pointer(0x8825, gps)}));
    EXPECT_EQ(read_exif(bytes).exif.gps.has_value(), row.want) << row.name;
  }
}

TEST(Exif, NonsenseIsLeftOut) {
  Block block(false);
  std::uint32_t const sub = block.add({block.rationals(0x829A, {1, 0}), block.number(0x8827, 0)});
  Bytes const bytes = block.bytes(block.add(
      {block.number(0x0112, 9), block.ascii(0x010F, "\x1b[2JAc\nme"), block.pointer(0x8769, sub)}));
  ExifRead const read = read_exif(bytes);
  EXPECT_EQ(read.orientation, 1);
  EXPECT_EQ(read.exif.camera_make, "[2JAcme");
  EXPECT_FALSE(read.exif.exposure_time_s.has_value());
  EXPECT_FALSE(read.exif.iso.has_value());
}

TEST(Exif, EveryCutIsSafe) {
  Block block(true);
  std::uint32_t const sub = block.add({block.rationals(0x829A, {1, 250})});
  Bytes const bytes =
      block.bytes(block.add({block.ascii(0x010F, "Acme Corporation"), block.pointer(0x8769, sub)}));
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    EXPECT_EQ(read_exif(BytesView(bytes).first(n)).orientation, 1);
  }
  EXPECT_EQ(read_exif(bytes).exif.camera_make, "Acme Corporation");
}

}  // namespace
}  // namespace helio::image
