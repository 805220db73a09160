#include "image/foreign_format.hpp"

#include <array>
#include <string_view>

#include "image/byte_cursor.hpp"

namespace helio::image {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kAccepted =
    "accepted are JPEG, PNG, WebP, GIF, BMP, TIFF, AVIF and HEIC.";

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  std::string_view what;
};

// First match wins: the more special stand before the more general.
constexpr std::array kMagics = {
    Magic{0, "%PDF-"sv, "a PDF document"},
    Magic{0, "%!PS"sv, "a PostScript document"},
    Magic{0, "8BPS"sv, "a Photoshop document"},
    Magic{0, "\xFF\x0A"sv, "a JPEG XL image"},
    Magic{0, "\0\0\0\x0CJXL "sv, "a JPEG XL image"},
    Magic{0, "\0\0\0\x0CjP  "sv, "a JPEG 2000 image"},
    Magic{0, "\xFF\x4F\xFF\x51"sv, "a JPEG 2000 image"},
    Magic{0, "II+\0"sv, "a BigTIFF image"},
    Magic{0, "MM\0+"sv, "a BigTIFF image"},
    Magic{0, "FUJIFILMCCD-RAW"sv, "a camera raw file"},
    Magic{0, "IIRO"sv, "a camera raw file"},
    Magic{0, "IIU\0"sv, "a camera raw file"},
    Magic{0, "\0\0\1\0"sv, "a Windows icon"},
    Magic{0, "DDS "sv, "a DDS texture"},
    Magic{0, "v/1\1"sv, "an OpenEXR image"},
    Magic{0, "#?RADIANCE"sv, "a Radiance HDR image"},
    Magic{4, "ftypcrx "sv, "a camera raw file"},
    Magic{4, "ftyp"sv, "a video"},
    Magic{0, "\x1A\x45\xDF\xA3"sv, "a video"},
    Magic{8, "AVI "sv, "a video"},
    Magic{8, "WAVE"sv, "a sound file"},
    Magic{0, "ID3"sv, "a sound file"},
    Magic{0, "OggS"sv, "a sound or video file"},
    Magic{0, "PK\3\4"sv, "a ZIP archive or Office document"},
    Magic{0, "\x1F\x8B"sv, "a gzip archive"},
    Magic{0, "7z\xBC\xAF"sv, "a 7-Zip archive"},
    Magic{0, "Rar!"sv, "a RAR archive"},
    Magic{0,
          "\x7F"
          "ELF"sv,
          "a program"},
    Magic{0, "MZ"sv, "a program"},
    Magic{0, "#!"sv, "a script"},
};

// Text formats may start with blanks or a byte-order mark and write their tags in any case.
std::string_view describe_text(BytesView bytes) {
  std::string start(as_text(bytes.first(std::min<std::size_t>(bytes.size(), 1024))));
  for (char& c : start) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (start.starts_with("\xEF\xBB\xBF")) start.erase(0, 3);
  start.erase(0, std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  if (start.find("<svg") != std::string::npos) return "an SVG drawing";
  if (start.starts_with("<!doctype html") || start.starts_with("<html")) return "a web page";
  if (start.starts_with("<?xml")) return "an XML document";
  if (start.starts_with("{") || start.starts_with("[")) return "JSON";
  if (start.starts_with("version https://git-lfs")) return "a Git LFS pointer";
  return {};
}

}  // namespace

std::string describe_foreign(BytesView bytes) {
  std::string_view what;
  for (Magic const& magic : kMagics) {
    std::string_view const text = as_text(bytes);
    if (text.size() > magic.offset && text.substr(magic.offset).starts_with(magic.bytes)) {
      what = magic.what;
      break;
    }
  }
  if (what.empty()) what = describe_text(bytes);
  if (what.empty()) return "The file is not an image in a known format; " + std::string(kAccepted);
  return "This looks like " + std::string(what) + "; " + std::string(kAccepted);
}

}  // namespace helio::image
