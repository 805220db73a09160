// EXIF (CIPA DC-008, "Exif 2.32"): the camera's own words, and the orientation.
//
// Errors: none. What is cut, out of range or nonsense is left out; the picture is still a picture.
#pragma once

#include "base/file.hpp"
#include "image/probe.hpp"

namespace helio::image {

struct ExifRead {
  Exif exif;
  int orientation = 1;  // 1..8
};

// `tiff` is the TIFF structure that holds the tags.
[[nodiscard]] ExifRead read_exif(BytesView tiff);

}  // namespace helio::image
