// Eye contour: an eye model's tensors to points (MediaPipe's iris model: Ablavatski et al.,
// "Real-time Pupil Tracking from Monocular Video for Digital Puppetry", 2020).
//
// Input    contour: 71 x (x, y, z) in pixels of the model's input; rows 0 to 15 are the rim of the
//          lids, the rest is brow. iris: 5 x (x, y, z), the centre first.
// Errors   unavailable "UnexpectedModelOutput".
#pragma once

#include <array>

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct EyePoint {
  float x = 0, y = 0;  // pixels of the model's input
};

struct EyeContour {
  // 0 and 8 are the corners, 1 to 7 the lower lid and 9 to 15 the upper, both from corner 0 on.
  std::array<EyePoint, 16> rim{};
  EyePoint pupil;

  // How far the lids are apart, by the distance of the corners: about 0.3 for an open eye. 0 where
  // the corners fall together.
  [[nodiscard]] double opening() const noexcept;
};

[[nodiscard]] Result<EyeContour> decode_eye_contour(TensorView const& contour,
                                                    TensorView const& iris);

}  // namespace helio::decoders
