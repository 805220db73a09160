// Brightness and sharpness of a face, 0..100, on scales like those of Rekognition's answers.
#pragma once

#include "image/pixels.hpp"

namespace helio::vision {

struct FaceQuality {
  double brightness = 0;  // 0 black, 100 white; an ordinarily lit face has 60 to 80
  double sharpness = 0;   // 0 nothing to recognise; a focused face of 200 px has 60 and more
};

// `face` is the part of the picture inside the face's box. An empty one has 0 and 0.
[[nodiscard]] FaceQuality measure_quality(image::PixelsView face);

}  // namespace helio::vision
