// TIFF 6.0: the size is in the first directory; each further directory of the chain is a page.
#include <unordered_set>

#include "image/raw_header.hpp"
#include "image/tiff_directory.hpp"

namespace helio::image {
namespace {

constexpr std::uint16_t kImageWidth = 256;
constexpr std::uint16_t kImageLength = 257;

}  // namespace

std::optional<RawHeader> read_tiff_header(BytesView bytes, std::uint32_t frames_max) {
  const std::optional<TiffReader> reader = TiffReader::open(bytes);
  if (!reader) return std::nullopt;
  RawHeader header;
  header.exif = bytes;
  header.frames = 0;
  std::unordered_set<std::uint32_t> seen;
  std::uint32_t offset = reader->first_directory();
  while (offset != 0 && header.frames <= frames_max) {
    if (!seen.insert(offset).second) return std::nullopt;  // a loop of directories
    const std::optional<TiffReader::Directory> directory = reader->read(offset);
    if (!directory) break;  // the pages before it are whole
    if (header.frames == 0) {
      auto const* const width = directory->find(kImageWidth);
      auto const* const height = directory->find(kImageLength);
      if (width == nullptr || height == nullptr) return std::nullopt;
      header.width_px = reader->whole(*width).value_or(0);
      header.height_px = reader->whole(*height).value_or(0);
    }
    ++header.frames;
    offset = directory->next;
  }
  if (header.width_px == 0 || header.height_px == 0) return std::nullopt;
  return header;
}

}  // namespace helio::image
