#include "image/probe.hpp"

#include <algorithm>

#include "image/exif.hpp"
#include "image/foreign_format.hpp"
#include "image/raw_header.hpp"

namespace helio::image {
namespace {

std::optional<RawHeader> read_header(Format format, BytesView bytes, std::uint32_t frames_max) {
  switch (format) {
    case Format::jpeg:
      return read_jpeg_header(bytes);
    case Format::png:
      return read_png_header(bytes);
    case Format::webp:
      return read_webp_header(bytes, frames_max);
    case Format::gif:
      return read_gif_header(bytes, frames_max);
    case Format::bmp:
      return read_bmp_header(bytes);
    case Format::tiff:
      return read_tiff_header(bytes, frames_max);
    case Format::avif:
    case Format::heic:
      return read_heif_header(bytes);
  }
  return std::nullopt;
}

Result<void> check_limits(RawHeader const& header, Limits const& limits) {
  std::string const size =
      std::to_string(header.width_px) + " x " + std::to_string(header.height_px) + " pixels";
  if (std::max(header.width_px, header.height_px) >
      static_cast<std::uint32_t>(limits.side_px_max)) {
    return fail(Errc::too_large, "ImageSideTooLong",
                "The image is " + size + "; a side may have at most " +
                    std::to_string(limits.side_px_max) + ": scale it down.");
  }
  if (std::uint64_t{header.width_px} * header.height_px > limits.pixels_max) {
    return fail(Errc::too_large, "ImageTooManyPixels",
                "The image is " + size + "; at most " + std::to_string(limits.pixels_max) +
                    " pixels in all are accepted: scale it down.");
  }
  if (header.frames > static_cast<std::uint32_t>(limits.frames_max)) {
    return fail(Errc::too_large, "ImageTooManyFrames",
                "The image has more than " + std::to_string(limits.frames_max) +
                    " frames or pages, which is the limit: send the one that matters.");
  }
  return {};
}

}  // namespace

Result<Header> probe(BytesView bytes, Limits const& limits) {
  if (bytes.empty()) {
    return fail(Errc::invalid_argument, "EmptyImage", "The file is empty: send an image.");
  }
  if (bytes.size() > limits.bytes_max) {
    return fail(Errc::too_large, "ImageTooLarge",
                "The file has " + std::to_string(bytes.size()) + " bytes; at most " +
                    std::to_string(limits.bytes_max) +
                    " are accepted: compress or scale the image.");
  }
  const std::optional<Format> format = sniff(bytes);
  if (!format) return fail(Errc::invalid_argument, "InvalidImageFormat", describe_foreign(bytes));
  const std::optional<RawHeader> raw =
      read_header(*format, bytes, static_cast<std::uint32_t>(limits.frames_max));
  if (!raw) {
    return fail(Errc::invalid_argument, "InvalidImageFormat",
                "The file starts like a " + std::string(to_string(*format)) +
                    " image, but its header is cut or damaged: send the original file.");
  }
  if (Result<void> checked = check_limits(*raw, limits); !checked) return fail(checked);

  Header header;
  header.format = *format;
  ExifRead read = read_exif(raw->exif);
  header.exif = std::move(read.exif);
  if (raw->exif_turns) header.orientation = read.orientation;
  header.width_px = static_cast<int>(raw->width_px);
  header.height_px = static_cast<int>(raw->height_px);
  header.frames = static_cast<int>(raw->frames);
  // Orientations 5 to 8 lie on their side.
  if (header.orientation >= 5 || raw->container_turns % 2 != 0) {
    std::swap(header.width_px, header.height_px);
  }
  return header;
}

}  // namespace helio::image
