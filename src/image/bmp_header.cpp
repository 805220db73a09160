#include <bit>

#include "image/bmp.hpp"
#include "image/byte_cursor.hpp"
#include "image/raw_header.hpp"

namespace helio::image {
namespace {

constexpr std::size_t kFileHeaderBytes = 14;
constexpr std::uint32_t kCoreHeaderBytes = 12;
constexpr std::uint32_t kInfoHeaderBytes = 40;
constexpr std::uint32_t kV3HeaderBytes = 56;
constexpr std::uint32_t kOs2HeaderBytes = 64;

bool read_size(ByteCursor& cursor, bool core, BmpHeader& header) {
  if (core) {
    header.width_px = cursor.le16();
    header.height_px = cursor.le16();
  } else {
    auto const width = static_cast<std::int32_t>(cursor.le32());
    auto const height = static_cast<std::int32_t>(cursor.le32());
    // Negating the smallest number has no answer.
    if (width <= 0 || height == INT32_MIN) return false;
    header.width_px = static_cast<std::uint32_t>(width);
    header.height_px = static_cast<std::uint32_t>(height < 0 ? -height : height);
    header.top_down = height < 0;
  }
  cursor.skip(2);  // planes
  header.bits = cursor.le16();
  return cursor.ok() && header.width_px > 0 && header.height_px > 0;
}

bool set_packing(std::uint32_t compression, bool os2, BmpHeader& header) {
  using Packing = BmpHeader::Packing;
  int const bits = header.bits;
  switch (compression) {
    case 0:
      header.packing = bits == 16 || bits == 32 ? Packing::fields : Packing::plain;
      header.masks = bits == 16 ? std::array<std::uint32_t, 4>{0x7C00, 0x03E0, 0x001F, 0}
                                : std::array<std::uint32_t, 4>{0xFF0000, 0xFF00, 0xFF, 0};
      return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 || bits == 24 ||
             bits == 32;
    case 1:
      header.packing = Packing::rle8;
      return bits == 8 && !header.top_down;
    case 2:
      header.packing = Packing::rle4;
      return bits == 4 && !header.top_down;
    case 3:
    case 6:
      header.packing = Packing::fields;
      return !os2 && (bits == 16 || bits == 32);
    default:
      return false;
  }
}

void read_palette(ByteCursor& cursor, std::uint32_t colours, bool core, BmpHeader& header) {
  if (header.bits > 8) return;
  std::uint32_t const all = 1U << static_cast<unsigned>(header.bits);
  std::uint32_t const count = colours == 0 || colours > all ? all : colours;
  std::size_t const entry_bytes = core ? 3 : 4;
  // Some writers store a shorter palette than they declare and start the pixels in its place.
  std::uint64_t const room = header.pixels_at > cursor.position()
                                 ? (header.pixels_at - cursor.position()) / entry_bytes
                                 : count;
  for (std::uint32_t i = 0; i < count && i < room; ++i) {
    std::uint8_t const blue = cursor.u8();
    std::uint8_t const green = cursor.u8();
    std::uint8_t const red = cursor.u8();
    cursor.skip(entry_bytes - 3);
    if (!cursor.ok()) break;
    header.palette.push_back({red, green, blue});
  }
  header.palette.resize(all, {0, 0, 0});
}

}  // namespace

std::optional<BmpHeader> read_bmp(BytesView bytes) {
  BmpHeader header;
  ByteCursor cursor(bytes, kFileHeaderBytes - 4);
  header.pixels_at = cursor.le32();
  std::uint32_t const length = cursor.le32();
  bool const core = length == kCoreHeaderBytes;
  bool const os2 = length == kOs2HeaderBytes || length == 16;
  if (!core && !os2 && (length < kInfoHeaderBytes || length > 1024)) return std::nullopt;
  if (!read_size(cursor, core, header)) return std::nullopt;
  std::uint32_t compression = 0;
  std::uint32_t colours = 0;
  if (!core && length != 16) {
    compression = cursor.le32();
    cursor.skip(12);
    colours = cursor.le32();
    cursor.skip(4);
  }
  if (!cursor.ok() || !set_packing(compression, os2, header)) return std::nullopt;
  std::size_t palette_at = kFileHeaderBytes + length;
  if (compression == 3 || compression == 6) {
    // A V1 header has its masks behind it; later ones contain them.
    bool const alpha = compression == 6 || length >= kV3HeaderBytes;
    for (std::size_t i = 0; i < (alpha ? 4U : 3U); ++i) header.masks[i] = cursor.le32();
    palette_at = std::max(palette_at, cursor.position());
  }
  if (!cursor.ok()) return std::nullopt;
  ByteCursor palette(bytes, palette_at);
  read_palette(palette, colours, core, header);
  return header;
}

std::optional<RawHeader> read_bmp_header(BytesView bytes) {
  const std::optional<BmpHeader> bmp = read_bmp(bytes);
  if (!bmp) return std::nullopt;
  RawHeader header;
  header.width_px = bmp->width_px;
  header.height_px = bmp->height_px;
  return header;
}

}  // namespace helio::image
