// JPEG: ITU-T T.81 annex B (markers), CIPA DC-008 §4.7.2 (Exif in APP1).
#include "image/byte_cursor.hpp"
#include "image/raw_header.hpp"

namespace helio::image {
namespace {

constexpr std::uint8_t kStartOfScan = 0xDA;
constexpr std::uint8_t kEndOfImage = 0xD9;
constexpr std::uint8_t kApp1 = 0xE1;
constexpr std::string_view kExifTag{"Exif\0\0", 6};

bool is_start_of_frame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool stands_alone(std::uint8_t marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

}  // namespace

std::optional<RawHeader> read_jpeg_header(BytesView bytes) {
  RawHeader header;
  ByteCursor cursor(bytes, 2);
  while (cursor.ok()) {
    // Decoders skip what stands between segments, and any number of FF fill bytes.
    std::uint8_t marker = cursor.u8();
    if (marker != 0xFF) continue;
    while (cursor.ok() && marker == 0xFF) marker = cursor.u8();
    if (marker == 0 || stands_alone(marker)) continue;
    if (!cursor.ok() || marker == kStartOfScan || marker == kEndOfImage) break;
    std::uint16_t const length = cursor.be16();
    if (length < 2) return std::nullopt;
    const BytesView body = cursor.take(length - 2U);
    if (!cursor.ok()) break;
    if (marker == kApp1 && header.exif.empty() && as_text(body).starts_with(kExifTag)) {
      header.exif = body.subspan(kExifTag.size());
    } else if (is_start_of_frame(marker)) {
      ByteCursor frame(body, 1);
      header.height_px = frame.be16();
      header.width_px = frame.be16();
      if (!frame.ok()) return std::nullopt;
    }
  }
  if (header.width_px == 0 || header.height_px == 0) return std::nullopt;
  return header;
}

}  // namespace helio::image
