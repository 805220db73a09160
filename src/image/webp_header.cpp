// WebP: RFC 9649 §2 (container: VP8, VP8L, VP8X, ANMF, EXIF), RFC 6386 §9.1 (VP8 frame header).
#include "image/byte_cursor.hpp"
#include "image/raw_header.hpp"

namespace helio::image {
namespace {

constexpr std::string_view kExifTag{"Exif\0\0", 6};

void read_lossy(BytesView body, RawHeader& header) {
  ByteCursor cursor(body, 3);
  if (as_text(cursor.take(3)) != "\x9D\x01\x2A") return;
  header.width_px = cursor.le16() & 0x3FFFU;
  header.height_px = cursor.le16() & 0x3FFFU;
}

void read_lossless(BytesView body, RawHeader& header) {
  ByteCursor cursor(body);
  if (cursor.u8() != 0x2F) return;
  std::uint32_t const bits = cursor.le32();
  if (!cursor.ok()) return;
  header.width_px = (bits & 0x3FFFU) + 1;
  header.height_px = (bits >> 14U & 0x3FFFU) + 1;
}

void read_extended(BytesView body, RawHeader& header) {
  ByteCursor cursor(body, 4);
  std::uint32_t const width = cursor.le24() + 1;
  std::uint32_t const height = cursor.le24() + 1;
  if (!cursor.ok()) return;
  header.width_px = width;
  header.height_px = height;
}

}  // namespace

std::optional<RawHeader> read_webp_header(BytesView bytes, std::uint32_t frames_max) {
  RawHeader header;
  std::uint32_t frames = 0;
  ByteCursor cursor(bytes, 12);
  while (cursor.ok() && !cursor.at_end() && frames <= frames_max) {
    std::string_view const type = as_text(cursor.take(4));
    std::uint32_t const length = cursor.le32();
    bool const sized = header.width_px != 0;
    // A cut last chunk may still hold the size: what there is of it is read.
    bool const cut = length > cursor.left();
    BytesView body = cursor.take(cut ? cursor.left() : length);
    if (type == "VP8 " && !sized) read_lossy(body, header);
    if (type == "VP8L" && !sized) read_lossless(body, header);
    if (type == "VP8X" && !sized) read_extended(body, header);
    if (type == "ANMF") ++frames;
    if (type == "EXIF" && !cut) {
      if (as_text(body).starts_with(kExifTag)) body = body.subspan(kExifTag.size());
      header.exif = body;
    }
    if ((length & 1U) != 0 && !cursor.at_end()) cursor.skip(1);
  }
  if (header.width_px == 0 || header.height_px == 0) return std::nullopt;
  if (frames > 0) header.frames = frames;
  return header;
}

}  // namespace helio::image
