#include <array>
#include <cstring>

#include "image/probe.hpp"

namespace helio::image {
namespace {

bool starts_with(BytesView bytes, std::size_t offset, std::string_view magic) {
  return bytes.size() >= offset + magic.size() &&
         std::memcmp(bytes.data() + offset, magic.data(), magic.size()) == 0;
}

// ISO base media files name their brand in the `ftyp` box that opens the file.
std::optional<Format> sniff_heif(BytesView bytes) {
  if (!starts_with(bytes, 4, "ftyp")) return std::nullopt;
  for (std::string_view const brand : {"avif", "avis"}) {
    if (starts_with(bytes, 8, brand)) return Format::avif;
  }
  for (std::string_view const brand : {"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"}) {
    if (starts_with(bytes, 8, brand)) return Format::heic;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Format> sniff(BytesView bytes) noexcept {
  if (starts_with(bytes, 0, "\xFF\xD8\xFF")) return Format::jpeg;
  if (starts_with(bytes, 0, "\x89PNG\r\n\x1A\n")) return Format::png;
  if (starts_with(bytes, 0, "RIFF") && starts_with(bytes, 8, "WEBP")) return Format::webp;
  if (starts_with(bytes, 0, "GIF87a") || starts_with(bytes, 0, "GIF89a")) return Format::gif;
  if (starts_with(bytes, 0, "BM")) return Format::bmp;
  if (starts_with(bytes, 0, std::string_view("II*\0", 4)) ||
      starts_with(bytes, 0, std::string_view("MM\0*", 4))) {
    return Format::tiff;
  }
  return sniff_heif(bytes);
}

}  // namespace helio::image
