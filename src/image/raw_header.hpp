// RawHeader: what each format's own header says, before limits and orientation are applied.
//
// One reader per family, each in its own file. A reader returns nullopt where the header is cut or
// makes no sense; it reads only the header, in memory and time bounded by the file's length, and
// stops counting frames one past `frames_max`.
#pragma once

#include <cstdint>
#include <optional>

#include "base/file.hpp"

namespace helio::image {

struct RawHeader {
  std::uint32_t width_px = 0;  // as stored
  std::uint32_t height_px = 0;
  std::uint32_t frames = 1;
  BytesView exif;           // a TIFF structure (CIPA DC-008 §4.5), empty where there is none
  bool exif_turns = true;   // false where the container's own orientation is what counts
  int container_turns = 0;  // quarter turns the codec applies itself (HEIF `irot`)
};

[[nodiscard]] std::optional<RawHeader> read_jpeg_header(BytesView bytes);
[[nodiscard]] std::optional<RawHeader> read_png_header(BytesView bytes);
[[nodiscard]] std::optional<RawHeader> read_gif_header(BytesView bytes, std::uint32_t frames_max);
[[nodiscard]] std::optional<RawHeader> read_webp_header(BytesView bytes, std::uint32_t frames_max);
[[nodiscard]] std::optional<RawHeader> read_bmp_header(BytesView bytes);
[[nodiscard]] std::optional<RawHeader> read_tiff_header(BytesView bytes, std::uint32_t frames_max);
[[nodiscard]] std::optional<RawHeader> read_heif_header(BytesView bytes);

}  // namespace helio::image
