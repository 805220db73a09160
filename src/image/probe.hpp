// probe(): what a file's header says, with no pixel decoded.
//
// Input    the whole file, or its first bytes where only sniff() is wanted.
// Output   format by magic bytes (never by name), size as shown (after EXIF orientation), frames,
//          and the camera's own words from EXIF.
// Errors   invalid_argument "EmptyImage", "InvalidImageFormat" (not an image we know, or a header
//          that is cut or lies); too_large with the names of limits.hpp. No exception.
// Cost     microseconds; memory bounded by the header, not by the declared size.
// Threads  callable from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/result.hpp"
#include "image/limits.hpp"

namespace helio::image {

enum class Format : std::uint8_t { jpeg, png, webp, gif, bmp, tiff, avif, heic };

// "jpeg", "png", … and "image/jpeg", …
[[nodiscard]] std::string_view to_string(Format format) noexcept;
[[nodiscard]] std::string_view media_type(Format format) noexcept;

struct GpsPosition {
  double latitude_deg = 0;   // -90..90, north positive
  double longitude_deg = 0;  // -180..180, east positive
  std::optional<double> altitude_m;
};

struct Exif {
  std::string camera_make, camera_model, lens_model, software;  // empty where absent
  std::string taken_at;  // ISO 8601 "2024-05-01T12:30:00[+02:00]", or empty
  std::optional<double> exposure_time_s, f_number, focal_length_mm;
  std::optional<int> iso;
  std::optional<GpsPosition> gps;
};

struct Header {
  Format format = Format::jpeg;
  int width_px = 0;  // as shown: orientation applied
  int height_px = 0;
  int orientation = 1;  // EXIF 1..8; 1 = upright
  int frames = 1;
  Exif exif;
};

[[nodiscard]] std::optional<Format> sniff(BytesView bytes) noexcept;
[[nodiscard]] Result<Header> probe(BytesView bytes, Limits const& limits = {});

}  // namespace helio::image
