#include <algorithm>
#include <array>
#include <cstring>

#include "image/byte_cursor.hpp"
#include "image/probe.hpp"

namespace helio::image {
namespace {

bool starts_with(BytesView bytes, std::size_t offset, std::string_view magic) {
  return bytes.size() >= offset + magic.size() &&
         std::memcmp(bytes.data() + offset, magic.data(), magic.size()) == 0;
}

// ISO base media files name their brand in the `ftyp` box that opens the file. A general brand
// (`mif1`) leaves the codec to the compatible brands behind it.
std::optional<Format> sniff_heif(BytesView bytes) {
  if (!starts_with(bytes, 4, "ftyp")) return std::nullopt;
  ByteCursor cursor(bytes);
  std::uint64_t const size = std::min<std::uint64_t>(cursor.be32(), bytes.size());
  constexpr std::string_view kAvif[] = {"avif", "avis"};                                  // NOLINT
  constexpr std::string_view kHeic[] = {"heic", "heix", "heim", "heis", "hevc", "hevx"};  // NOLINT
  auto const any = [](auto const& brands, std::string_view brand) {
    return std::find(std::begin(brands), std::end(brands), brand) != std::end(brands);
  };
  std::string_view const major = as_text(bytes).substr(8, 4);
  if (any(kAvif, major)) return Format::avif;
  if (any(kHeic, major)) return Format::heic;
  if (major != "mif1" && major != "msf1") return std::nullopt;
  for (std::size_t at = 16; at + 4 <= size; at += 4) {
    std::string_view const brand = as_text(bytes).substr(at, 4);
    if (any(kAvif, brand)) return Format::avif;
    if (any(kHeic, brand)) return Format::heic;
  }
  return Format::heic;
}

struct Names {
  std::string_view name;
  std::string_view media_type;
};

constexpr std::array<Names, 8> kNames = {{{"jpeg", "image/jpeg"},
                                          {"png", "image/png"},
                                          {"webp", "image/webp"},
                                          {"gif", "image/gif"},
                                          {"bmp", "image/bmp"},
                                          {"tiff", "image/tiff"},
                                          {"avif", "image/avif"},
                                          {"heic", "image/heic"}}};

}  // namespace

std::string_view to_string(Format format) noexcept {
  return kNames[static_cast<std::size_t>(format)].name;
}

std::string_view media_type(Format format) noexcept {
  return kNames[static_cast<std::size_t>(format)].media_type;
}

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
