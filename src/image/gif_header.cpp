// GIF: GIF89a specification, §18 logical screen, §20 image descriptor, §15 sub-blocks.
#include <algorithm>

#include "image/byte_cursor.hpp"
#include "image/raw_header.hpp"

namespace helio::image {
namespace {

std::uint64_t colour_table_bytes(std::uint8_t flags) {
  return (flags & 0x80U) != 0 ? std::uint64_t{3} << ((flags & 7U) + 1) : 0;
}

void skip_sub_blocks(ByteCursor& cursor) {
  while (std::uint8_t const length = cursor.u8()) cursor.skip(length);
}

}  // namespace

std::optional<RawHeader> read_gif_header(BytesView bytes, std::uint32_t frames_max) {
  RawHeader header;
  ByteCursor cursor(bytes, 6);
  header.width_px = cursor.le16();
  header.height_px = cursor.le16();
  std::uint8_t const flags = cursor.u8();
  cursor.skip(2);
  cursor.skip(colour_table_bytes(flags));
  header.frames = 0;
  while (cursor.ok() && header.frames <= frames_max) {
    std::uint8_t const introducer = cursor.u8();
    if (introducer == 0x2C) {
      ++header.frames;
      std::uint32_t const left = cursor.le16();
      std::uint32_t const top = cursor.le16();
      std::uint32_t const width = cursor.le16();
      std::uint32_t const height = cursor.le16();
      if (header.frames == 1) {
        // Decoders widen the screen to hold the first frame.
        header.width_px = std::max(header.width_px, left + width);
        header.height_px = std::max(header.height_px, top + height);
      }
      cursor.skip(colour_table_bytes(cursor.u8()));
      cursor.skip(1);  // LZW minimum code size
      skip_sub_blocks(cursor);
    } else if (introducer == 0x21) {
      cursor.skip(1);
      skip_sub_blocks(cursor);
    } else {
      break;  // 0x3B, the trailer, or nothing a decoder would follow
    }
  }
  if (header.frames == 0 || header.width_px == 0 || header.height_px == 0) return std::nullopt;
  return header;
}

}  // namespace helio::image
