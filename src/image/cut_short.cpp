#include "image/cut_short.hpp"

#include <algorithm>
#include <array>

#include "image/byte_cursor.hpp"
#include "image/tiff_directory.hpp"

namespace helio::image {
namespace {

bool png_is_cut(BytesView bytes) {
  ByteCursor cursor(bytes, 8);
  while (cursor.ok()) {
    std::uint32_t const length = cursor.be32();
    std::string_view const type = as_text(cursor.take(4));
    if (type == "IEND") return false;
    cursor.skip(std::uint64_t{length} + 4);
  }
  return true;
}

// The end mark after the first scan. In coded pixels 0xFF is followed by 0, so it stands out there;
// a picture in the EXIF block has one of its own, hence the walk over the segments first.
bool jpeg_is_cut(BytesView bytes) {
  constexpr std::uint8_t kEnd = 0xD9, kScan = 0xDA;
  ByteCursor cursor(bytes, 2);
  while (cursor.ok() && cursor.left() > 3) {
    if (cursor.u8() != 0xFF) return false;  // damaged, not cut
    std::uint8_t const marker = cursor.u8();
    std::uint16_t const length = cursor.be16();
    if (marker == kScan) break;
    cursor.skip(length < 2 ? 0 : length - 2U);
  }
  std::array const end = {std::byte{0xFF}, std::byte{kEnd}};
  auto const scans = bytes.subspan(cursor.position());
  return std::search(scans.begin(), scans.end(), end.begin(), end.end()) == scans.end();
}

bool webp_is_cut(BytesView bytes) {
  ByteCursor cursor(bytes, 4);
  std::uint32_t const declared = cursor.le32();
  return declared > cursor.left();
}

bool gif_is_cut(BytesView bytes) {
  // The trailer; some writers pad behind it with zeros.
  auto const last =
      std::find_if(bytes.rbegin(), bytes.rend(), [](std::byte b) { return b != std::byte{0}; });
  return last == bytes.rend() || *last != std::byte{0x3B};
}

bool tiff_is_cut(BytesView bytes) {
  constexpr std::uint16_t kStripOffsets = 273;
  constexpr std::uint16_t kStripByteCounts = 279;
  constexpr std::uint16_t kTileOffsets = 324;
  constexpr std::uint16_t kTileByteCounts = 325;
  auto const reader = TiffReader::open(bytes);
  auto const directory = reader ? reader->read(reader->first_directory()) : std::nullopt;
  if (!directory) return true;
  for (auto const& [offsets, counts] :
       {std::pair{kStripOffsets, kStripByteCounts}, std::pair{kTileOffsets, kTileByteCounts}}) {
    auto const* const at = directory->find(offsets);
    auto const* const length = directory->find(counts);
    if (at == nullptr || length == nullptr) continue;
    if (at->value.empty() || length->value.empty()) return true;  // the table itself is outside
    std::size_t const strips = std::min(at->count, length->count);
    for (std::size_t i = 0; i < strips; ++i) {
      double const end =
          reader->number(*at, i).value_or(0) + reader->number(*length, i).value_or(0);
      if (end > static_cast<double>(bytes.size())) return true;
    }
  }
  return false;
}

bool heif_is_cut(BytesView bytes) {
  ByteCursor cursor(bytes);
  while (cursor.ok() && !cursor.at_end()) {
    std::uint64_t size = cursor.be32();
    cursor.skip(4);
    std::uint64_t header_bytes = 8;
    if (size == 1) {
      size = cursor.be64();
      header_bytes = 16;
    }
    if (size == 0) return false;  // reaches to the end, wherever that is
    if (size < header_bytes) return false;
    cursor.skip(size - header_bytes);
  }
  return !cursor.ok();
}

}  // namespace

bool is_cut_short(Format format, BytesView bytes) {
  switch (format) {
    case Format::png:
      return png_is_cut(bytes);
    case Format::webp:
      return webp_is_cut(bytes);
    case Format::gif:
      return gif_is_cut(bytes);
    case Format::tiff:
      return tiff_is_cut(bytes);
    case Format::avif:
    case Format::heic:
      return heif_is_cut(bytes);
    case Format::jpeg:
      return jpeg_is_cut(bytes);
    case Format::bmp:
      break;
  }
  return false;
}

}  // namespace helio::image
