// PNG: W3C PNG third edition §5 (chunks), §11.2.1 IHDR, §11.3.4.5 eXIf, §11.3.5 acTL (animation).
#include "image/byte_cursor.hpp"
#include "image/raw_header.hpp"

namespace helio::image {

std::optional<RawHeader> read_png_header(BytesView bytes) {
  RawHeader header;
  ByteCursor cursor(bytes, 8);
  bool first = true;
  while (cursor.ok() && !cursor.at_end()) {
    std::uint32_t const length = cursor.be32();
    std::string_view const type = as_text(cursor.take(4));
    if (first) {
      if (type != "IHDR" || length != 13) return std::nullopt;
      header.width_px = cursor.be32();
      header.height_px = cursor.be32();
      cursor.skip(5);
      if (!cursor.ok()) return std::nullopt;
      first = false;
    } else if (type == "IEND") {
      break;
    } else if (type == "eXIf") {
      header.exif = cursor.take(length);
    } else if (type == "acTL") {
      ByteCursor animation(cursor.take(length));
      header.frames = animation.be32();
    } else {
      cursor.skip(length);
    }
    cursor.skip(4);  // CRC
  }
  if (header.width_px == 0 || header.height_px == 0) return std::nullopt;
  return header;
}

}  // namespace helio::image
